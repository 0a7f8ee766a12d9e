//! Values that examples and tests write, told apart from a shop's own. In doubt a value is real:
//! calling a real one an example would send a merchant after nothing.

/// Words nobody is called and nothing is named, whatever the field; compared whole.
const WORDS: &[&str] = &[
    "asdf",
    "asdfasdf",
    "asdfgh",
    "dummy",
    "ejemplo",
    "example",
    "exemplo",
    "foo",
    "foobar",
    "lorem",
    "n/a",
    "null",
    "placeholder",
    "prueba",
    "pruebas",
    "qwerty",
    "sample",
    "string",
    "test",
    "teste",
    "testes",
    "testing",
    "tests",
    "undefined",
    "xxx",
    "xxxx",
    "xxxxx",
];

/// What stands where a name belongs.
const NAMES: &[&str] = &[
    "apellido",
    "apro",
    "first name",
    "first_name",
    "firstname",
    "john doe",
    "last name",
    "last_name",
    "lastname",
    "name",
    "nombre",
    "nome",
    "sobrenome",
    "surname",
    "test user",
    "test_user",
    "testuser",
    "user",
];

/// What stands where a title or a description belongs.
const WORDINGS: &[&str] = &[
    "dummy description",
    "dummy item",
    "dummy title",
    "descripción",
    "descripcion",
    "description",
    "descrição",
    "descricao",
    "item",
    "item 1",
    "item de prueba",
    "item de teste",
    "item description",
    "item title",
    "items",
    "meu produto",
    "mi producto",
    "my item",
    "my product",
    "product",
    "product test",
    "producto",
    "producto de prueba",
    "produto",
    "produto de teste",
    "produto teste",
    "test item",
    "test product",
    "title",
    "titulo",
    "título",
];

/// What stands where an item's code belongs.
const ITEM_IDS: &[&str] = &["id", "item", "item-id", "item-id-1234", "item_id", "sku"];

/// What stands where a reference belongs.
const REFERENCES: &[&str] = &[
    "ext_ref_1234",
    "external_reference",
    "external-reference",
    "reference",
    "referencia",
    "referência",
];

/// What stands where the name on the card statement belongs.
const STATEMENTS: &[&str] = &[
    "meu negocio",
    "meunegocio",
    "mi negocio",
    "minegocio",
    "mistore",
    "my business",
    "my store",
    "mybusiness",
    "mystore",
    "statement",
    "statement_descriptor",
];

/// Domains nobody receives mail at and nobody buys from; those below them count too.
const DOMAINS: &[&str] = &[
    "example.com",
    "example.net",
    "example.org",
    "test.com",
    "testuser.com",
    "teste.com",
];

/// Hosts of examples.
const HOSTS: &[&str] = &[
    "seu-site",
    "seu-site.com",
    "tu-sitio",
    "tu-sitio.com",
    "your-site.com",
    "your-store.com",
    "yourdomain.com",
    "yourserver.com",
    "yoursite.com",
    "yourstore.com",
];

pub(super) fn is_word(text: &str) -> bool {
    is_among(text, WORDS)
}

pub(super) fn is_name(text: &str) -> bool {
    is_word(text) || is_among(text, NAMES) || is_counting(text)
}

pub(super) fn is_wording(text: &str) -> bool {
    is_word(text)
        || is_among(text, WORDINGS)
        || is_counting(text)
        || text.to_lowercase().starts_with("lorem ipsum")
}

pub(super) fn is_item_id(text: &str) -> bool {
    is_word(text) || is_among(text, ITEM_IDS)
}

pub(super) fn is_reference(text: &str) -> bool {
    is_word(text) || is_among(text, REFERENCES)
}

pub(super) fn is_statement(text: &str) -> bool {
    is_word(text) || is_among(text, STATEMENTS)
}

/// A domain of examples, or an example's word on both sides: `teste@teste.com.br`.
pub(super) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return is_word(text);
    };
    let first_label = domain.split('.').next().unwrap_or_default();
    // Words that name something by themselves, and nothing behind a word of examples.
    let label = first_label.to_lowercase();
    let mailbox = matches!(label.as_str(), "bar" | "email" | "mail");
    is_below(domain, DOMAINS)
        || (is_word(local) && (is_word(first_label) || mailbox))
        || text.to_lowercase().starts_with("test_user_")
}

/// The same digit from beginning to end, or counting up from one.
pub(super) fn is_phone(text: &str) -> bool {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    let is_one_digit = digits.iter().all(|digit| digits.first() == Some(digit));
    digits.len() >= 6 && (is_one_digit || b"1234567890".starts_with(&digits))
}

pub(super) fn is_web_address(text: &str) -> bool {
    let host = text.split_once("://").map_or(text, |(_, rest)| rest);
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
    is_word(text) || is_below(host, DOMAINS) || is_below(host, HOSTS)
}

/// `123`, `1234`, … as people type who want to get on.
fn is_counting(text: &str) -> bool {
    text.len() >= 3 && "1234567890".starts_with(text)
}

fn is_among(text: &str, words: &[&str]) -> bool {
    let text = text.trim().to_lowercase();
    words.contains(&text.as_str())
}

fn is_below(host: &str, domains: &[&str]) -> bool {
    let host = host.to_lowercase();
    domains.iter().any(|domain| {
        host.strip_suffix(domain)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_examples_write_is_known() {
        for text in [
            "test@test.com",
            "TEST@TEST.COM",
            "test_user_123456@testuser.com",
            "somebody@testuser.com",
            "user@example.com",
            "teste@teste.com.br",
            "prueba@prueba.com",
            "test@email.com",
            "foo@bar.com",
            "string",
        ] {
            assert!(is_email(text), "{text}");
        }
        for text in [
            "item",
            "Test",
            "123",
            "lorem ipsum dolor",
            "Mi producto",
            "string",
        ] {
            assert!(is_wording(text), "{text}");
        }
        for text in ["test", "APRO", "Test User", "asdf", "123456"] {
            assert!(is_name(text), "{text}");
        }
        for text in ["item-ID-1234", "test", "SKU"] {
            assert!(is_item_id(text), "{text}");
        }
        for text in ["999999999", "4444-4444", "123456789", "11 1111 1111"] {
            assert!(is_phone(text), "{text}");
        }
        for text in [
            "https://www.your-site.com/success",
            "http://www.tu-sitio/failure",
            "https://example.com",
            "https://test.com:8080/x",
        ] {
            assert!(is_web_address(text), "{text}");
        }
    }

    #[test]
    fn what_may_be_a_shops_own_is_taken_for_real() {
        for text in [
            "buyer@store.example",
            "maria.teste@gmail.com",
            "contest@latest.com",
            "email@gmail.com",
            "test@loja.example",
            "notexample@myexample.com",
        ] {
            assert!(!is_email(text), "{text}");
        }
        for text in ["Testo", "Ana", "José Prueba", "D", "Baz", "Bar"] {
            assert!(!is_name(text), "{text}");
        }
        for text in [
            "Camiseta",
            "1984",
            "12",
            "Test de embarazo",
            "Item raro",
            "Foo Fighters",
        ] {
            assert!(!is_wording(text), "{text}");
        }
        for text in ["123", "1", "SKU-1941", "item-7"] {
            assert!(!is_item_id(text), "{text}");
        }
        for text in ["123", "1001", "ORDER-1001"] {
            assert!(!is_reference(text), "{text}");
        }
        for text in ["900000000", "40000000", "55555", "11987654321"] {
            assert!(!is_phone(text), "{text}");
        }
        for text in [
            "https://store.example/ok",
            "https://mytest.com",
            "https://a.example/?u=test.com",
        ] {
            assert!(!is_web_address(text), "{text}");
        }
    }
}
