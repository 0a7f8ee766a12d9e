//! What is counted, in the text format of Prometheus. Nothing in it names a merchant.

use std::time::Duration;

use checkout_readiness_checks::contract::Verdict;
use checkout_readiness_mercado_pago::Attempt;
use prometheus::{
    Encoder, Error, HistogramOpts, HistogramVec, IntCounterVec, IntGauge, Opts, Registry,
    TextEncoder,
};

/// The counters of one server.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: HistogramVec,
    runs: IntCounterVec,
    runs_under_way: IntGauge,
    attempts: HistogramVec,
    notifications: IntCounterVec,
}

/// Counts a run as under way until dropped, however it ends.
#[derive(Debug)]
pub struct UnderWay(IntGauge);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl Metrics {
    /// Counters at zero.
    ///
    /// # Errors
    ///
    /// None in practice: the names are constants.
    pub fn new() -> Result<Self, Error> {
        let metrics = Self {
            registry: Registry::new(),
            requests: HistogramVec::new(
                HistogramOpts::new(
                    "readiness_request_seconds",
                    "Time until the head of an answer was sent",
                ),
                &["method", "route", "status"],
            )?,
            runs: IntCounterVec::new(
                Opts::new("readiness_runs_total", "Runs that came to a verdict"),
                &["verdict"],
            )?,
            runs_under_way: IntGauge::new("readiness_runs_under_way", "Runs under way")?,
            attempts: HistogramVec::new(
                HistogramOpts::new(
                    "readiness_mercado_pago_seconds",
                    "Time a request to Mercado Pago took",
                ),
                &["endpoint", "status"],
            )?,
            notifications: IntCounterVec::new(
                Opts::new(
                    "readiness_test_notifications_total",
                    "Test notifications sent to a webhook",
                ),
                &["status"],
            )?,
        };
        let registry = &metrics.registry;
        registry.register(Box::new(metrics.requests.clone()))?;
        registry.register(Box::new(metrics.runs.clone()))?;
        registry.register(Box::new(metrics.runs_under_way.clone()))?;
        registry.register(Box::new(metrics.attempts.clone()))?;
        registry.register(Box::new(metrics.notifications.clone()))?;
        Ok(metrics)
    }

    /// Counts a request that was answered; the route is its pattern, never its path.
    pub fn count_request(&self, method: &str, route: &str, status: u16, elapsed: Duration) {
        self.requests
            .with_label_values(&[method, route, &status.to_string()])
            .observe(elapsed.as_secs_f64());
    }

    /// Counts a run as under way for as long as the value lives.
    #[must_use]
    pub fn run_begins(&self) -> UnderWay {
        self.runs_under_way.inc();
        UnderWay(self.runs_under_way.clone())
    }

    /// Counts a run that came to its end.
    pub fn count_run(&self, verdict: Verdict) {
        self.runs.with_label_values(&[verdict.name()]).inc();
    }

    /// Counts a request that went to Mercado Pago.
    pub fn count_attempt(&self, attempt: &Attempt) {
        let status = attempt
            .status
            .map_or("none".to_owned(), |status| status.to_string());
        self.attempts
            .with_label_values(&[attempt.endpoint.name(), &status])
            .observe(attempt.elapsed.as_secs_f64());
    }

    /// Counts a test notification that was sent to a webhook.
    pub fn count_notification(&self, status: Option<u16>) {
        let status = status.map_or("none".to_owned(), |status| status.to_string());
        self.notifications.with_label_values(&[&status]).inc();
    }

    /// Everything counted so far, as text.
    ///
    /// # Errors
    ///
    /// None in practice: what was counted is what was registered.
    pub fn text(&self) -> Result<String, Error> {
        let mut text = Vec::new();
        TextEncoder::new().encode(&self.registry.gather(), &mut text)?;
        String::from_utf8(text).map_err(|_| Error::Msg("not UTF-8".to_owned()))
    }
}
