//! A judge of JSON by a JSON Schema, for the words that ours uses. A word it does not know is an error.

use serde_json::Value;

/// Where and why a value breaks the schema; `Ok` when it does not.
pub fn validate(root: &Value, value: &Value) -> Result<(), String> {
    check(root, root, value, "$")
}

fn check(root: &Value, schema: &Value, value: &Value, path: &str) -> Result<(), String> {
    let fail = |word: &str, wanted: &Value| Err(format!("{path}: {word} {wanted}, not {value}"));
    let words = schema.as_object().ok_or_else(|| format!("{path}: the schema is no object"))?;
    for (word, wanted) in words {
        let holds = match word.as_str() {
            "$schema" | "$defs" | "title" | "description" => true,
            "$ref" => {
                let pointer = wanted.as_str().unwrap().trim_start_matches('#');
                let target = root.pointer(pointer).ok_or_else(|| format!("{pointer} leads nowhere"))?;
                check(root, target, value, path)?;
                true
            }
            "const" => value == wanted,
            "enum" => wanted.as_array().unwrap().contains(value),
            "type" => match wanted.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "number" => value.is_number(),
                "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
                other => return Err(format!("unknown type {other}")),
            },
            "minimum" => value.as_f64().is_none_or(|number| number >= wanted.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|number| number <= wanted.as_f64().unwrap()),
            "minLength" => value.as_str().is_none_or(|text| text.chars().count() as u64 >= wanted.as_u64().unwrap()),
            "maxLength" => value.as_str().is_none_or(|text| text.chars().count() as u64 <= wanted.as_u64().unwrap()),
            "maxItems" => value.as_array().is_none_or(|items| items.len() as u64 <= wanted.as_u64().unwrap()),
            "items" => {
                for (at, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, wanted, item, &format!("{path}[{at}]"))?;
                }
                true
            }
            "required" => {
                let keys = wanted.as_array().unwrap();
                value.as_object().is_none_or(|object| keys.iter().all(|key| object.contains_key(key.as_str().unwrap())))
            }
            "properties" => {
                for (key, schema) in wanted.as_object().unwrap() {
                    if let Some(member) = value.get(key) {
                        check(root, schema, member, &format!("{path}.{key}"))?;
                    }
                }
                true
            }
            "additionalProperties" if *wanted == Value::Bool(true) => true,
            "additionalProperties" => {
                let known = schema.get("properties").and_then(Value::as_object);
                for (key, member) in value.as_object().into_iter().flatten() {
                    if known.is_none_or(|known| !known.contains_key(key)) {
                        check(root, wanted, member, &format!("{path}.{key}"))?;
                    }
                }
                true
            }
            other => return Err(format!("the schema says {other}, which this judge does not know")),
        };
        if !holds {
            return fail(word, wanted);
        }
    }
    Ok(())
}
