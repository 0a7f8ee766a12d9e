//! The fields of a JSON object, taken one by one; what is wrong with one is said by its name.

use serde_json::{Map, Value};

use crate::problem::{Code, Problem};

/// The fields nobody has taken yet.
pub(in crate::routes) struct Fields {
    left: Map<String, Value>,
    /// What stands before a field's name: nothing, or the field this object stands in.
    within: String,
}

impl Fields {
    /// Reads a body.
    ///
    /// # Errors
    ///
    /// Where it is no JSON object.
    pub fn parse(body: &[u8]) -> Result<Self, Problem> {
        match serde_json::from_slice(body) {
            Ok(Value::Object(left)) => Ok(Self {
                left,
                within: String::new(),
            }),
            Ok(other) => {
                Err(Problem::new(Code::NotAnObject).detail(format!("It is {}.", kind(&other))))
            }
            Err(error) => Err(Problem::new(Code::InvalidJson).detail(format!(
                "Reading stopped at line {}, column {}.",
                error.line(),
                error.column()
            ))),
        }
    }

    /// Reads an object that stands in a field.
    ///
    /// # Errors
    ///
    /// Where something else stands there.
    pub fn within(field: &str, value: Value) -> Result<Self, Problem> {
        match value {
            Value::Object(left) => Ok(Self {
                left,
                within: format!("{field}."),
            }),
            other => Err(wrong_type(field, "an object", &other)),
        }
    }

    /// Whatever stands in a field; `null` counts as nothing.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        self.left.remove(name).filter(|value| !value.is_null())
    }

    /// A text.
    ///
    /// # Errors
    ///
    /// Where something else stands there.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Problem> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(wrong_type(&self.path(name), "a text", &other)),
        }
    }

    /// A yes or no.
    ///
    /// # Errors
    ///
    /// Where something else stands there.
    pub fn flag(&mut self, name: &str) -> Result<Option<bool>, Problem> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(flag)),
            Some(other) => Err(wrong_type(&self.path(name), "true or false", &other)),
        }
    }

    /// A list of texts.
    ///
    /// # Errors
    ///
    /// Where something else stands there.
    pub fn texts(&mut self, name: &str) -> Result<Option<Vec<String>>, Problem> {
        let values = match self.take(name) {
            None => return Ok(None),
            Some(Value::Array(values)) => values,
            Some(other) => return Err(wrong_type(&self.path(name), "a list of texts", &other)),
        };
        let path = self.path(name);
        let text = |(index, value)| match value {
            Value::String(text) => Ok(text),
            other => Err(wrong_type(&format!("{path}[{index}]"), "a text", &other)),
        };
        values
            .into_iter()
            .enumerate()
            .map(text)
            .collect::<Result<_, _>>()
            .map(Some)
    }

    /// Makes sure nothing is left.
    ///
    /// # Errors
    ///
    /// Where a field is left, which nobody knows.
    pub fn end(self, known: &[&'static str]) -> Result<(), Problem> {
        if self.left.is_empty() {
            return Ok(());
        }
        let count = self.left.len();
        let mut problem = Problem::new(Code::UnknownField)
            .detail(format!("{count} of its fields are not known."))
            .allowed(known.iter().copied());
        // The name is repeated only if it looks like one: a body may hold anything anywhere.
        if let Some(name) = self.left.keys().find(|name| is_plain(name)) {
            problem = problem.field(self.path(name));
        }
        Err(problem)
    }
}

impl Fields {
    fn path(&self, name: &str) -> String {
        [self.within.as_str(), name].concat()
    }
}

fn is_plain(name: &str) -> bool {
    name.len() <= 40
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

pub(super) fn wrong_type(field: &str, expected: &str, found: &Value) -> Problem {
    Problem::new(Code::WrongType)
        .detail(format!("It must be {expected}, and it is {}.", kind(found)))
        .field(field)
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
