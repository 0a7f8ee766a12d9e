//! What is read of a test of the webhook, and how it is said.

#![allow(clippy::unwrap_used, clippy::panic)]

use checkout_readiness_browser::json::Json;
use checkout_readiness_browser::proxy::{Failure, Proxy};
use checkout_readiness_browser::text::Texts;
use checkout_readiness_checks::evidence::{Part, Reply, Trial};
use js_sys::{Function, JSON};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

use super::messages::{self, Event, Planned};
use super::timeline::{Timeline, full_ms};
use super::{failures, groups, replies};

wasm_bindgen_test_configure!(run_in_browser);

const WORDS: &str = r#"{
    "probe": {
        "reply": {"accepted":"accepted","refused":"refused","error":"error","silent":"no answer: {why}",
            "stopped":"not reached","not-sent":"not sent","abandoned":"not waited for"},
        "page": {"login":"login page"},
        "part": {"dialects":"Right","forgeries":"Forged"},
        "timeline": {"redirect":"to {location}","milliseconds":"{count} ms","waiting":"…",
            "took":"{lookup}/{connect}/{first}","scale":"{full} of {limit}"},
        "test": {"too_often":{"one":"{count} minute","other":"{count} minutes"},"under_way":"under way"}
    },
    "facts": {"value": {"why":{"timeout":"too late","tls":"not secured","dns":"no name"},
        "trial":{"usual":"usual"},"topic":{"payment":"Payments","order":"Orders"}}}
}"#;

fn texts() -> Texts {
    let loader = Function::new_no_args(
        "return { more: () => Promise.reject(), token: async () => {}, early: () => {} }",
    );
    let loader = loader.call0(&JsValue::NULL).unwrap();
    Texts::new(JSON::parse(WORDS).unwrap(), loader.unchecked_into(), "en")
}

fn trial(json: &str) -> Trial {
    let line = [r#"{"event":"trial","trial":"#, json, "}"].concat();
    match messages::event(&Json::parse(&line).unwrap()) {
        Some(Event::Trial(trial)) => trial,
        other => panic!("{other:?}"),
    }
}

fn answered(kind: &str, reply: &str) -> Trial {
    trial(&[r#"{"kind":""#, kind, r#"","reply":"#, reply, "}"].concat())
}

#[wasm_bindgen_test]
fn a_reply_is_said_by_its_status_and_what_it_means() {
    let said = |reply| replies::said(&answered("usual", reply).reply, &texts()).join(" ");
    for (reply, expected) in [
        (r#"{"reply":"answered","status":200}"#, "200 accepted"),
        (r#"{"reply":"answered","status":401}"#, "401 refused"),
        (r#"{"reply":"answered","status":502}"#, "502 error"),
        (
            r#"{"reply":"answered","status":200,"page":"login"}"#,
            "200 login page",
        ),
        (
            r#"{"reply":"answered","status":302,"redirect":{"status":302,"location":"https://a.example/"}}"#,
            "302 to https://a.example/",
        ),
        (
            r#"{"reply":"silent","party":"merchant","why":"timeout"}"#,
            "too late",
        ),
        (
            r#"{"reply":"silent","party":"merchant","why":"tls"}"#,
            "no answer: not secured",
        ),
        (
            r#"{"reply":"stopped","problem":{"problem":"unknown-host"}}"#,
            "not reached no name",
        ),
        (r#"{"reply":"not-sent"}"#, "not sent"),
    ] {
        assert_eq!(said(reply), expected);
    }
}

#[wasm_bindgen_test]
fn what_a_reader_should_notice_is_an_accepted_forgery_or_a_strange_answer() {
    let is_notable = |kind, status| {
        let reply = [r#"{"reply":"answered","status":"#, status, "}"].concat();
        replies::is_notable(&answered(kind, &reply))
    };
    assert!(is_notable("garbage", "200"));
    assert!(!is_notable("garbage", "401"));
    assert!(!is_notable("usual", "200"));
    assert!(is_notable("usual", "500"));
    // Which right ones may be refused is for the check to say.
    assert!(!is_notable("id-of-body", "401"));
    assert!(!replies::is_notable(&answered(
        "garbage",
        r#"{"reply":"not-sent"}"#
    )));
}

#[wasm_bindgen_test]
fn a_message_that_lacks_something_or_names_what_there_is_not_is_not_understood() {
    for line in [
        r#"{"event":"trial","trial":{"kind":"usual"}}"#,
        r#"{"event":"trial","trial":{"kind":"unheard-of","reply":{"reply":"not-sent"}}}"#,
        r#"{"event":"trial","trial":{"kind":"usual","reply":{"reply":"answered"}}}"#,
        r#"{"event":"started","url":"https://a.example/","plan":[{"kind":"unheard-of"}]}"#,
        r#"{"event":"finished"}"#,
        r#"{"event":"later"}"#,
    ] {
        let event = messages::event(&Json::parse(line).unwrap());
        assert!(event.is_none(), "{line}");
    }
}

#[wasm_bindgen_test]
fn a_preview_says_where_to_or_why_nowhere() {
    let read = |url: &str| {
        let rest =
            r#""product":"qr","with_secret":false,"plan":[],"limit_ms":22000,"marker":"x-m"}"#;
        messages::preview(&Json::parse(&[url, rest].concat()).unwrap())
    };
    let to = read(r#"{"url":"https://a.example/","#).unwrap();
    assert_eq!(to.url.unwrap(), "https://a.example/");
    let nowhere = read(r#"{"url":null,"denied":{"code":"no-webhook-url","title":"None."},"#);
    assert!(matches!(
        nowhere.unwrap().url,
        Err(Failure::Refused { code, .. }) if code == "no-webhook-url"
    ));
    assert!(read("{").is_none());
}

#[wasm_bindgen_test]
fn who_has_to_wait_is_told_whole_minutes_and_never_too_few() {
    let said = |failure| failures::said(&failure, &Proxy::default(), &texts());
    assert_eq!(said(Failure::Busy(Some(1))), "1 minute");
    assert_eq!(said(Failure::Busy(Some(61))), "2 minutes");
    let under_way = Failure::Refused {
        code: "probe-under-way".to_owned(),
        detail: String::new(),
    };
    assert_eq!(said(under_way), "under way");
}

fn plan(kinds: &[(&str, &str)]) -> Vec<Planned> {
    let planned = kinds.iter().map(|(kind, topic)| {
        let reply = Reply::NotSent;
        let json = [r#"{"kind":""#, kind, r#"","reply":{"reply":"not-sent"}}"#].concat();
        let trial = trial(&json);
        assert_eq!(trial.reply, reply);
        Planned {
            kind: trial.kind,
            topic: Some((*topic).to_owned()).filter(|topic| !topic.is_empty()),
        }
    });
    planned.collect()
}

#[wasm_bindgen_test]
fn requests_are_grouped_by_part_in_the_order_of_the_plan_and_other_topics_are_named() {
    let plan = plan(&[
        ("browser-get", ""),
        ("usual", "payment"),
        ("garbage", "payment"),
        ("other-topic", "order"),
    ]);
    assert_eq!(
        groups::of(&plan),
        [
            (Part::WhoRefuses, vec![0]),
            (Part::Dialects, vec![1, 3]),
            (Part::Forgeries, vec![2]),
        ]
    );
    let topics: Vec<_> = (0..4)
        .map(|place| groups::topic(&plan, place, &texts()))
        .collect();
    let expected = [None, Some("Payments"), None, Some("Orders")];
    assert_eq!(topics, expected.map(|topic| topic.map(str::to_owned)));
}

#[wasm_bindgen_test]
fn every_planned_request_has_a_row_and_what_was_stopped_says_so() {
    let plan = plan(&[
        ("usual", "payment"),
        ("garbage", "payment"),
        ("wrong-secret", "payment"),
    ]);
    let mut timeline = Timeline::new(plan, 22_000, &texts());
    let drawn = timeline.view("Title");
    let slow = r#"{"kind":"usual","reply":{"reply":"answered","status":200},
        "timing":{"lookup_ms":1,"connect_ms":2,"first_byte_ms":3,"total_ms":1500}}"#;
    timeline.take(&trial(slow));
    timeline.end();
    assert_eq!(timeline.progress(), (1, 3));
    let text = drawn.node().text_content().unwrap();
    for part in [
        "200 · accepted",
        "1500 ms",
        "1/2/3",
        "not waited for",
        "not sent",
        "1500 of 22000",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[wasm_bindgen_test]
fn a_full_bar_is_the_slowest_and_a_second_at_least() {
    assert_eq!(full_ms(7), 1000);
    assert_eq!(full_ms(21_000), 21_000);
}
