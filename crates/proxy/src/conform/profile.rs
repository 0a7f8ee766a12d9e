//! Who answers: `GET /api/v1/profile`, by which everything else goes.

use checkout_readiness_checks::contract::Mode;
use checkout_readiness_checks::profile::{Product, Site};

use super::shapes::Shapes;
use super::{About, Asker, AskerError, Findings, Known};
use crate::problem::Code;

const PATH: &str = "/api/v1/profile";
const SAID: &str = "openapi.json, paths./api/v1/profile";

/// Looks at the profile. None where nothing can go by it.
pub async fn look(
    asker: &Asker,
    about: &About,
    shapes: &Shapes,
    findings: &mut Findings,
) -> Result<Option<Known>, AskerError> {
    let path = about.merchant.as_ref().map_or(PATH.to_owned(), |merchant| {
        let mut query = url::form_urlencoded::Serializer::new(format!("{PATH}?"));
        query.append_pair("merchant", merchant).finish()
    });
    let answer = asker.get(&path).await;
    let answer = answer.map_err(|why| AskerError::NoAnswer(asker.base().to_owned(), why))?;
    match (answer.status, asker.has_token()) {
        (401, false) => {
            return Err(AskerError::Refused(
                "the server asks for a token: give it by READINESS_TOKEN",
            ));
        }
        (401, true) => {
            return Err(AskerError::Refused(
                "the server refuses the token of READINESS_TOKEN",
            ));
        }
        (404, _) if about.merchant.is_some() => {
            return Err(AskerError::Refused(
                "the server knows no merchant of that name: see --merchant",
            ));
        }
        _ => {}
    }
    let asked = "GET /api/v1/profile";
    let Some(answer) = findings.fine(asked, SAID, (200, "application/json"), Ok(answer)) else {
        return Ok(None);
    };
    let body = answer.json();
    if !shapes.answer(&body, (PATH, "get", "200"), asked, findings) {
        return Ok(None);
    }
    let abilities = body["abilities"].as_array().into_iter().flatten();
    let abilities: Vec<String> = abilities
        .filter_map(|ability| ability.as_str().map(str::to_owned))
        .collect();
    let can_run = abilities.iter().any(|ability| ability == "runs");
    findings.hold(
        can_run,
        asked,
        "own-proxy, Profile",
        "the ability \"runs\"",
        &body["abilities"],
    );
    let instance = body["instance"].as_str().unwrap_or_default();
    let expected = "a name of this start of the server";
    findings.hold(
        !instance.is_empty(),
        asked,
        "own-proxy, Profile",
        expected,
        "none",
    );

    let unknown = asker.get(&format!("{PATH}?unknown-key=1")).await;
    let asked = "GET /api/v1/profile?unknown-key=1";
    findings.problem(asked, Code::InvalidQuery, unknown, shapes);
    let nobody = asker
        .get(&format!("{PATH}?merchant=nobody-of-that-name"))
        .await;
    let asked = "GET /api/v1/profile?merchant=nobody-of-that-name";
    findings.problem(asked, Code::UnknownMerchant, nobody, shapes);

    let text = |key: &str| body[key].as_str();
    let (mode, product) = (text("mode"), text("product"));
    let known = mode
        .and_then(Mode::from_name)
        .zip(product.and_then(Product::from_name));
    Ok(known.map(|(mode, product)| Known {
        mode,
        product: about.product.unwrap_or(product),
        site: text("site").and_then(Site::from_name),
        merchant: text("merchant")
            .filter(|_| mode == Mode::Sandbox)
            .map(str::to_owned),
        abilities,
    }))
}
