//! The colours of a badge, on light and on dark pages.

/// What the badge stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// A light page.
    Light,
    /// A dark page.
    Dark,
    /// Whatever the reader's system prefers.
    Auto,
}

/// What a colour tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Ready.
    Good,
    /// Not ready.
    Bad,
    /// Undecided.
    Open,
    /// Nothing that counts, or nothing fresh.
    Grey,
}

struct Palette {
    surface: &'static str,
    edge: &'static str,
    text: &'static str,
    muted: &'static str,
    good: &'static str,
    bad: &'static str,
    open: &'static str,
}

const LIGHT: Palette = Palette {
    surface: "#fff",
    edge: "#cdd3da",
    text: "#1b2026",
    muted: "#57606a",
    good: "#1a7437",
    bad: "#c21f2e",
    open: "#8a5a00",
};

const DARK: Palette = Palette {
    surface: "#161b22",
    edge: "#444c56",
    text: "#e8edf2",
    muted: "#9aa4af",
    good: "#46c062",
    bad: "#ff6b63",
    open: "#dba32c",
};

impl Theme {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Auto];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Auto => "auto",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// The style sheet, made of constants alone.
    pub fn style(self, tone: Tone) -> String {
        match self {
            Self::Light => LIGHT.rules(tone),
            Self::Dark => DARK.rules(tone),
            Self::Auto => {
                let (light, dark) = (LIGHT.rules(tone), DARK.rules(tone));
                format!("{light}@media(prefers-color-scheme:dark){{{dark}}}")
            }
        }
    }
}

impl Palette {
    fn rules(&self, tone: Tone) -> String {
        let Self {
            surface,
            edge,
            muted,
            ..
        } = self;
        let colour = match tone {
            Tone::Good => self.good,
            Tone::Bad => self.bad,
            Tone::Open => self.open,
            Tone::Grey => muted,
        };
        let words = if tone == Tone::Grey { muted } else { self.text };
        format!(
            ".s{{fill:{surface};stroke:{edge}}}.g{{stroke:{surface}}}.w{{fill:{words}}}.m{{fill:{muted}}}.c{{fill:{colour}}}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance, as WCAG 2 defines it.
    fn luminance(colour: &str) -> f64 {
        let digits = colour.trim_start_matches('#');
        let pairs: Vec<String> = if digits.len() == 3 {
            digits
                .chars()
                .map(|digit| format!("{digit}{digit}"))
                .collect()
        } else {
            (0..3)
                .map(|index| digits[index * 2..index * 2 + 2].to_owned())
                .collect()
        };
        let linear = pairs.iter().map(|pair| {
            let part = f64::from(u8::from_str_radix(pair, 16).unwrap()) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        let weights = [0.2126, 0.7152, 0.0722];
        linear
            .zip(weights)
            .map(|(part, weight)| part * weight)
            .sum()
    }

    #[test]
    fn every_word_and_shape_stands_out_from_what_it_is_drawn_on() {
        for palette in [LIGHT, DARK] {
            let ground = luminance(palette.surface);
            for colour in [
                palette.text,
                palette.muted,
                palette.good,
                palette.bad,
                palette.open,
            ] {
                let drawn = luminance(colour);
                let contrast = (drawn.max(ground) + 0.05) / (drawn.min(ground) + 0.05);
                assert!(
                    contrast >= 4.5,
                    "{colour} on {}: {contrast:.2}",
                    palette.surface
                );
            }
        }
    }
}
