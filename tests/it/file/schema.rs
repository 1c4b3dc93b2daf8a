//! The JSON Schema says what the parser does.

use std::fs;
use std::path::Path;

use empathy_map::file::{SCHEMA, parse, write};
use empathy_map::model::{Direction, Driver, Evidence, Priority, Tone, limits};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::maps::any_map;
use crate::support::schema::validate;

fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

#[test]
fn the_samples_and_the_example_fit_the_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let maps = fs::read_dir(root.join("maps")).unwrap().map(|entry| entry.unwrap().path());
    for path in maps.chain([root.join("tests/samples/format.json")]) {
        let value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        assert_eq!(validate(&schema(), &value), Ok(()), "{}", path.display());
    }
}

#[test]
fn what_the_schema_refuses_the_parser_refuses_too() {
    let note = |keys: Value| {
        let mut note = json!({"id": "n", "quadrant": "does"});
        note.as_object_mut().unwrap().extend(keys.as_object().unwrap().clone());
        json!({"notes": [note]})
    };
    let need = |keys: Value| {
        let mut need = json!({"id": "d", "statement": ""});
        need.as_object_mut().unwrap().extend(keys.as_object().unwrap().clone());
        json!({"needs": [need]})
    };
    let long = "x".repeat(limits::TEXT_CHARS + 1);
    for keys in [
        json!({"format": "other"}),
        json!({"version": 2}),
        json!({"id": ""}),
        json!({"id": 7}),
        json!({"title": 7}),
        json!({"title": long}),
        json!({"created": null}),
        json!({"persona": []}),
        json!({"persona": {"goal": 1}}),
        json!({"quadrants": {}}),
        json!({"quadrants": [{}]}),
        json!({"quadrants": [{"id": "a", "tone": "beige"}]}),
        json!({"quadrants": [{"id": "a", "column": -1}]}),
        json!({"quadrants": [{"id": "a", "row": 256}]}),
        json!({"themes": [{"title": ""}]}),
        json!({"notes": [{"id": "n"}]}),
        json!({"notes": [{"quadrant": "does"}]}),
        note(json!({"at": {"x": 1}})),
        note(json!({"at": {"x": 1, "y": "1"}})),
        note(json!({"evidence": "hearsay"})),
        note(json!({"who": "P1"})),
        note(json!({"tags": [1]})),
        note(json!({"feeling": 3})),
        note(json!({"feeling": 0.5})),
        note(json!({"votes": {"room": -1}})),
        note(json!({"votes": {"room": 4294967296_u64}})),
        note(json!({"theme": null})),
        json!({"tensions": [{"this": [], "but": []}]}),
        json!({"needs": [{"id": "d"}]}),
        need(json!({"supports": [7]})),
        need(json!({"motivations": "m"})),
        need(json!({"priority": "soon"})),
        need(json!({"severity": 5})),
        need(json!({"causes": [{"text": 1}]})),
        need(json!({"causes": [{"causes": [{"evidence": "no"}]}]})),
        need(json!({"plan": []})),
        need(json!({"met_when": [null]})),
        json!({"motivations": [{"id": "m", "driver": "fame"}]}),
        json!({"motivations": [{"id": "m", "direction": "up"}]}),
        json!({"comments": [{"id": "c", "on": 1}]}),
    ] {
        let mut map = json!({"format": "empathy-map", "version": 1});
        map.as_object_mut().unwrap().extend(keys.as_object().unwrap().clone());
        assert!(validate(&schema(), &map).is_err(), "the schema allows {map}");
        assert!(parse(map.to_string().as_bytes()).is_err(), "the parser allows {map}");
    }
}

#[test]
fn the_schema_has_every_word_and_limit_of_the_model() {
    let schema = schema();
    let words = |pointer: &str| -> Vec<String> {
        let list = schema.pointer(pointer).unwrap_or_else(|| panic!("{pointer}"));
        list.as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(words("/$defs/evidence/enum"), Evidence::ALL.map(Evidence::key));
    assert_eq!(words("/$defs/quadrant/properties/tone/enum"), Tone::ALL.map(Tone::key));
    assert_eq!(words("/$defs/need/properties/priority/enum"), Priority::ALL.map(Priority::key));
    assert_eq!(words("/$defs/motivation/properties/direction/enum"), Direction::ALL.map(Direction::key));
    assert_eq!(words("/$defs/motivation/properties/driver/enum"), Driver::ALL.map(Driver::key));
    assert_eq!(schema["$defs"]["text"]["maxLength"], json!(limits::TEXT_CHARS));
    assert_eq!(schema["properties"]["notes"]["maxItems"], json!(limits::NOTES));
}

#[test]
fn the_schema_names_every_key_that_is_written() {
    let example: Value = serde_json::from_str(include_str!("../../samples/format.json")).unwrap();
    let schema = schema();
    assert_named(&schema, &schema, &example, "$");
}

/// Checks that each key of `value`, at any depth, is one that the schema names.
fn assert_named(root: &Value, schema: &Value, value: &Value, path: &str) {
    let target = schema.get("$ref").map(|target| target.as_str().unwrap().trim_start_matches('#'));
    let schema = target.map_or(schema, |pointer| root.pointer(pointer).unwrap());
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                let named = schema.pointer(&format!("/properties/{key}")).or(schema.get("additionalProperties"));
                let named = named.filter(|schema| schema.is_object());
                let named = named.unwrap_or_else(|| panic!("{path}: the schema does not name “{key}”"));
                assert_named(root, named, member, &format!("{path}.{key}"));
            }
        }
        Value::Array(items) => items.iter().for_each(|item| assert_named(root, &schema["items"], item, path)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn whatever_is_written_fits_the_schema(map in any_map()) {
        let value = serde_json::from_str(&write(&map)).unwrap();
        prop_assert_eq!(validate(&schema(), &value), Ok(()));
    }
}
