//! The Point terminals of an account: `GET /terminals/v1/list`.

use checkout_readiness_checks::evidence::{Observation, Terminal, Terminals};
use checkout_readiness_mercado_pago::{self as mercado_pago, AccessToken, Client, TerminalList};

use super::observed;

/// How many characters of a serial number are told: enough to find the terminal on the counter.
const TAIL: usize = 4;

pub(crate) async fn observe(client: &Client, token: &AccessToken) -> Observation<Terminals> {
    observed(client.terminals(token).await, |list| match list {
        TerminalList::Read {
            terminals,
            is_whole,
        } => Terminals {
            terminals: Some(terminals.into_iter().map(facts).collect()),
            is_whole,
            is_unsupported_site: false,
        },
        TerminalList::UnsupportedSite => Terminals {
            is_unsupported_site: true,
            ..Terminals::default()
        },
    })
}

fn facts(terminal: mercado_pago::Terminal) -> Terminal {
    let id = terminal.id.unwrap_or_default();
    let (model, serial) = match id.split_once("__") {
        Some((model, serial)) => (Some(model.to_owned()), serial),
        None => (None, id.as_str()),
    };
    let length = serial.chars().count();
    Terminal {
        tail: serial.chars().skip(length.saturating_sub(TAIL)).collect(),
        model,
        mode: terminal.operating_mode,
        has_store: is_number(terminal.store_id.as_deref()),
        has_pos: is_number(terminal.pos_id.as_deref()),
    }
}

/// Zero stands for none.
fn is_number(id: Option<&str>) -> bool {
    id.is_some_and(|id| id != "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terminal(id: &str, pos_id: Option<&str>) -> Terminal {
        facts(mercado_pago::Terminal {
            id: Some(id.to_owned()),
            pos_id: pos_id.map(str::to_owned),
            store_id: None,
            operating_mode: Some("PDV".to_owned()),
        })
    }

    #[test]
    fn a_terminal_is_told_by_its_model_and_the_end_of_its_serial_number() {
        let seen = terminal("NEWLAND_N950__N950NCB000000001", Some("47792476"));
        assert_eq!(
            (seen.model.as_deref(), seen.tail.as_str()),
            (Some("NEWLAND_N950"), "0001")
        );
        assert!(seen.has_pos && !seen.has_store);
        for (id, tail) in [
            ("", ""),
            ("7", "7"),
            ("PAX_A910", "A910"),
            ("PAX__ñññññ", "ññññ"),
        ] {
            assert_eq!(terminal(id, None).tail, tail, "{id}");
        }
        assert!(!terminal("7", Some("0")).has_pos);
    }
}
