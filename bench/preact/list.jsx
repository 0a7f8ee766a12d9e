// What stands in the element: choices, the plan or the answers, and the verdict.

import { Row } from "./row.jsx";
import { at, nameOf, text, titleOf, stepsOf } from "./words.js";

const REQUIREMENTS = ["credentials", "https", "notifications", "pix-key", "quality", "approval", "reports", "terminals"];
const PRODUCTS = ["checkout-pro", "checkout-api", "bricks", "orders", "point", "qr", "subscriptions", "plugin"];
const SITES = ["MLA", "MLB", "MLM", "MLC", "MCO", "MPE", "MLU"];
const GROUPS = ["blocker", "warning", "to_confirm", "unseen", "dismissed", "passed", "not_applicable"];
const SETTLED = ["dismissed", "passed", "not_applicable"];

/// The checks that will be judged; before the proxy has told, those the texts name.
function planOf({ texts, checks, choice }) {
  if (!checks) {
    return REQUIREMENTS.flatMap((requirement) =>
      Object.keys(texts[requirement] ?? {}).map((check) => ({ check, requirement, severity: "required" })),
    );
  }
  return checks
    .filter(({ severities, sites }) => choice.product in severities && (!choice.site || !sites.length || sites.includes(choice.site)))
    .map(({ id, requirement, severities }) => ({ check: id, requirement, severity: severities[choice.product] }));
}

function groupOf({ status, severity, confirmation, dismissal }) {
  if (dismissal) return "dismissed";
  if (status === "passed" || (status === "confirm" && confirmation)) return "passed";
  if (status === "failed") return severity === "required" ? "blocker" : "warning";
  return { warning: "warning", confirm: "to_confirm", not_applicable: "not_applicable" }[status] ?? "unseen";
}

export function List(props) {
  const { texts, phase } = props;
  if (!texts.interface) return null;
  const plan = planOf(props);
  return (
    <div class="widget" part="widget" lang={props.language}>
      <Header {...props} />
      {props.profile?.mode === "sandbox" && <p class="notice">{at(texts, "shared", "mode_notice", "sandbox")}</p>}
      {phase === "idle" && <Start {...props} plan={plan} />}
      {phase === "running" && <Progress {...props} plan={plan} />}
      {phase === "done" && <Verdict {...props} />}
      {phase !== "idle" && <Sections {...props} plan={plan} />}
    </div>
  );
}

function Header({ texts, profile, choice, choose }) {
  const account = profile?.account;
  const words = profile && [
    at(texts, "shared", "mode", profile.mode),
    account?.nickname,
    account && text(texts, "interface.account.user", { id: account.user_id }),
    account?.application_id && text(texts, "interface.account.application", { id: account.application_id }),
  ];
  const products = PRODUCTS.map((id) => [id, at(texts, "shared", "product", id)]);
  const sites = [["", text(texts, "interface.choose.any_site")], ...SITES.map((id) => [id, at(texts, "shared", "site", id)])];
  const merchants = profile?.merchants?.map(({ id }) => [id, at(texts, "merchants", id) ?? id]);
  const label = (name) => text(texts, `interface.choose.${name}`);
  return (
    <header class="header" part="header">
      <h2 class="header-title">{text(texts, "interface.title")}</h2>
      {words && <p class="account">{words.filter(Boolean).join(" · ")}</p>}
      <div class="choices">
        {merchants && <Select label={label("merchant")} options={merchants} value={profile.merchant} choose={() => {}} />}
        <Select label={label("product")} options={products} value={choice.product} choose={(product) => choose({ product })} />
        <Select label={label("site")} options={sites} value={choice.site} choose={(site) => choose({ site })} />
      </div>
    </header>
  );
}

function Select({ label, options, value, choose }) {
  return (
    <label class="choice">
      <span class="choice-label">{label}</span>
      <select value={value} onChange={(event) => choose(event.target.value)}>
        {options.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

const of = (rows, requirement) => rows.filter((row) => row.requirement === requirement);

function Start({ texts, plan, run }) {
  return (
    <section class="start">
      <p class="lead">{text(texts, "interface.start.lead")}</p>
      <button type="button" class="primary" onClick={run}>
        {text(texts, "interface.run")}
      </button>
      <div class="columns">
        <div>
          <h3>{text(texts, "interface.start.what")}</h3>
          {REQUIREMENTS.filter((requirement) => of(plan, requirement).length).map((requirement) => (
            <details class="folded" key={requirement}>
              <summary>
                <h4>
                  {at(texts, "shared", "requirement", requirement)} <span class="number">{of(plan, requirement).length}</span>
                </h4>
              </summary>
              <ul class="plain">
                {of(plan, requirement).map((row) => (
                  <li key={row.check}>
                    {nameOf(texts, row)}
                  </li>
                ))}
              </ul>
            </details>
          ))}
        </div>
        <div>
          <h3>{text(texts, "interface.start.who")}</h3>
          <ul class="plain">
            {at(texts, "interface", "start", "asks").map((who) => (
              <li key={who}>{who}</li>
            ))}
          </ul>
        </div>
      </div>
    </section>
  );
}

function Progress({ texts, plan, outcomes }) {
  return (
    <section class="progress">
      <label class="progress-label">
        <span>{text(texts, "interface.progress", { done: outcomes.size, all: plan.length })}</span>
        <progress max={plan.length} value={outcomes.size} />
      </label>
    </section>
  );
}

function Verdict({ texts, report, outcomes, run }) {
  const groups = [...outcomes.values()].map(groupOf);
  const next = report && outcomes.get(report.next);
  return (
    <section class="verdict" data-verdict={report?.verdict}>
      <h3 class="verdict-word">{at(texts, "shared", "verdict", report?.verdict)}</h3>
      <p class="lead">{at(texts, "shared", "verdict_sentence", report?.verdict)}</p>
      <ul class="counts">
        {GROUPS.map((group) => [group, groups.filter((known) => known === group).length])
          .filter(([, count]) => count)
          .map(([group, count]) => (
            <li key={group}>{text(texts, `shared.count.${group}`, { count })}</li>
          ))}
      </ul>
      {next && (
        <div class="next">
          <h4>{text(texts, "interface.next")}</h4>
          <p class="next-title">{titleOf(texts, next)}</p>
          <p>{stepsOf(texts, next)[0]}</p>
        </div>
      )}
      <div class="actions">
        <button type="button" class="primary" onClick={run}>
          {text(texts, "interface.run_again")}
        </button>
      </div>
    </section>
  );
}

function Sections({ texts, plan, outcomes, phase }) {
  const rows = plan.map((row) => ({ ...row, outcome: outcomes.get(row.check) }));
  const draw = (rows) => (
    <ul class="rows">
      {rows.map((row) => (
        <Row key={row.check} {...row} texts={texts} />
      ))}
    </ul>
  );
  if (phase === "running") {
    return (
      <div class="list" part="list">
        {REQUIREMENTS.filter((requirement) => of(rows, requirement).length).map((requirement) => (
          <section class="group" key={requirement}>
            <h3>{at(texts, "shared", "requirement", requirement)}</h3>
            {draw(of(rows, requirement))}
          </section>
        ))}
      </div>
    );
  }
  const known = rows.filter(({ outcome }) => outcome);
  return (
    <div class="list" part="list">
      {GROUPS.map((group) => [group, known.filter(({ outcome }) => groupOf(outcome) === group)])
        .filter(([, rows]) => rows.length)
        .map(([group, rows]) => (
          <section class="group" key={group}>
            {SETTLED.includes(group) ? (
              <details class="folded">
                <summary>
                  <h3>{text(texts, `shared.count.${group}`, { count: rows.length })}</h3>
                </summary>
                {draw(rows)}
              </details>
            ) : (
              <>
                <h3>
                  {at(texts, "shared", "group", group)} <span class="number">{rows.length}</span>
                </h3>
                {draw(rows)}
              </>
            )}
          </section>
        ))}
    </div>
  );
}
