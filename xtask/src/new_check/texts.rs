//! The check's first texts, in every language.

use anyhow::Result;

use super::names::Names;
use crate::project::Project;

/// Language, then: why it matters, title when it holds, title when it does not, what to do.
const TEXTS: [(&str, [&str; 4]); 3] = [
    (
        "pt",
        [
            "Uma conta que não pode vender recusa todos os pagamentos.",
            "A conta pode vender",
            "A conta não pode vender",
            "Abra a página inicial da conta no Mercado Pago e resolva o que ela pede.",
        ],
    ),
    (
        "es",
        [
            "Una cuenta que no puede vender rechaza todos los pagos.",
            "La cuenta puede vender",
            "La cuenta no puede vender",
            "Abre la página de inicio de la cuenta en Mercado Pago y resuelve lo que pide.",
        ],
    ),
    (
        "en",
        [
            "An account that may not sell refuses every payment.",
            "The account may sell",
            "The account may not sell",
            "Open the account's home page in Mercado Pago and settle what it asks for.",
        ],
    ),
];

/// Each language's file with the new entry at its end.
pub fn entries(project: &Project, names: &Names) -> Result<Vec<(String, String)>> {
    let entry = |(language, texts): &(&str, [&str; 4])| {
        let path = format!("locales/{language}/{}.toml", names.requirement);
        let before = if project.path(&path).exists() {
            project.read(&path)?
        } else {
            String::new()
        };
        let before = before.trim_end();
        let gap = if before.is_empty() { "" } else { "\n\n" };
        Ok((path, format!("{before}{gap}{}", table(names, texts))))
    };
    TEXTS.iter().map(entry).collect()
}

fn table(Names { id, sentence, .. }: &Names, [why, holds, fails, step]: &[&str; 4]) -> String {
    format!(
        "[{id}]\nname = \"{sentence}\"\nwhy = \"{why}\"\n\n\
         [{id}.holds]\ntitle = \"{holds}\"\n\n\
         [{id}.does_not_hold]\ntitle = \"{sentence}: {fails}\"\nsteps = [\"{step}\"]\n"
    )
}
