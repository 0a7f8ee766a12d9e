//! What was measured, as a table, and whether it is fast enough.

use std::time::Duration;

use checkout_readiness_checks::evidence::Source;

/// What a run may take at most, as a multiple of its longest chain.
const MOST: f64 = 1.25;

/// What one turn measured.
pub struct Timing {
    /// The longest chain alone.
    pub chain: Duration,
    /// The whole run.
    pub run: Duration,
}

/// The middle one of some numbers, the least and the greatest.
struct Spread {
    median: f64,
    least: f64,
    most: f64,
}

/// Prints the table, and says whether the run is fast enough.
pub fn tell(chain: &[Source], timings: &[Timing]) -> bool {
    let milliseconds = |duration: Duration| duration.as_secs_f64() * 1000.0;
    let spread = |number: &dyn Fn(&Timing) -> f64| Spread::of(timings.iter().map(number).collect());
    let ratio = spread(&|timing| timing.run.as_secs_f64() / timing.chain.as_secs_f64());
    println!("{:<20} {:>9} {:>9} {:>9}", "", "median", "least", "most");
    spread(&|timing| milliseconds(timing.chain)).print(&format!("chain of {}, ms", chain.len()), 1);
    spread(&|timing| milliseconds(timing.run)).print("run, ms", 1);
    ratio.print("ratio", 3);
    let names: Vec<&str> = chain.iter().map(|source| source.name()).collect();
    println!("\nThe chain: {}", names.join(", then "));
    let is_met = ratio.median <= MOST;
    let verdict = if is_met { "holds" } else { "DOES NOT HOLD" };
    println!("At most {MOST} times the chain, by the median: {verdict}");
    is_met
}

impl Spread {
    fn of(mut numbers: Vec<f64>) -> Self {
        numbers.sort_unstable_by(f64::total_cmp);
        let at = |index: usize| numbers.get(index).copied().unwrap_or(f64::NAN);
        Self {
            median: at(numbers.len() / 2),
            least: at(0),
            most: at(numbers.len().saturating_sub(1)),
        }
    }

    fn print(&self, name: &str, digits: usize) {
        let Self {
            median,
            least,
            most,
        } = self;
        println!("{name:<20} {median:>9.digits$} {least:>9.digits$} {most:>9.digits$}");
    }
}
