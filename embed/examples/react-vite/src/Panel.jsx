// A page of a panel: the checklist, in the language the reader chose, and what became of it.

import { CheckoutReadiness } from "checkout-readiness/react";
import { useRef, useState } from "react";

const LANGUAGES = { pt: "Português", es: "Español", en: "English" };

export function Panel() {
  const [language, speak] = useState("en");
  const [verdict, setVerdict] = useState("not_run");
  const checklist = useRef(null);

  return (
    <main>
      <h1>Shop panel</h1>
      <label>
        Language{" "}
        <select value={language} onChange={(event) => speak(event.target.value)}>
          {Object.entries(LANGUAGES).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="button" onClick={() => checklist.current.run()}>
        Check
      </button>
      <output>{verdict}</output>
      <CheckoutReadiness
        ref={checklist}
        proxy="/readiness"
        product="checkout-pro"
        lang={language}
        onVerdictChange={(event) => setVerdict(event.detail.verdict)}
      />
    </main>
  );
}
