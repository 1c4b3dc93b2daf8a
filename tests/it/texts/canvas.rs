//! The board for other programs, against the rules of JSON Canvas 1.0.

use std::collections::{HashMap, HashSet};

use empathy_map::export::json_canvas::write;
use empathy_map::model::{EmpathyMap, Motivation, Need, Tension};
use proptest::prelude::*;
use serde_json::Value;

use crate::scene::{layout, map, note, note_at};
use crate::support::maps::any_map;

fn canvas(map: &EmpathyMap) -> Value {
    let mut bytes = Vec::new();
    write(map, &layout().scene(map), &mut bytes).expect("memory takes everything");
    serde_json::from_slice(&bytes).expect("JSON")
}

fn full_map() -> EmpathyMap {
    let mut map = map(vec![
        note_at("a", "thinks", "Is it *my* fault?", 40.0, 80.0),
        note("b", "pains", "Waits\nand waits"),
        note("c", "does", "Calls again"),
    ]);
    map.title = "Dana".into();
    let mut need = Need::new("d".into(), "tell her story once");
    need.supports = vec!["b".into()];
    need.contradicts = vec!["c".into()];
    map.needs.push(need);
    map.motivations.push(Motivation::new("m".into(), "being taken seriously"));
    map.tensions.push(Tension {
        id: "x".into(),
        this: vec!["a".into()],
        but: vec!["b".into(), "c".into()],
        insight: "Blames herself".into(),
        extra: Default::default(),
    });
    map
}

fn by_id(canvas: &Value) -> HashMap<&str, &Value> {
    canvas["nodes"].as_array().unwrap().iter().map(|node| (node["id"].as_str().unwrap(), node)).collect()
}

fn holds(group: &Value, node: &Value) -> bool {
    let side = |node: &Value, at: &str, length: &str| {
        let at = node[at].as_i64().unwrap();
        (at, at + node[length].as_i64().unwrap())
    };
    [("x", "width"), ("y", "height")].iter().all(|(at, length)| {
        let (outer, inner) = (side(group, at, length), side(node, at, length));
        outer.0 <= inner.0 && inner.1 <= outer.1
    })
}

#[test]
fn quadrants_are_groups_and_notes_lie_in_them_as_texts() {
    let canvas = canvas(&full_map());
    let nodes = by_id(&canvas);
    for (note, quadrant, label, text) in [
        ("note-a", "quadrant-thinks", "Thinks", "Is it \\*my\\* fault?"),
        ("note-b", "quadrant-pains", "Pain points", "Waits  \nand waits"),
        ("note-c", "quadrant-does", "Does", "Calls again"),
    ] {
        assert_eq!((nodes[quadrant]["type"].as_str(), nodes[quadrant]["label"].as_str()), (Some("group"), Some(label)));
        assert_eq!((nodes[note]["type"].as_str(), nodes[note]["text"].as_str()), (Some("text"), Some(text)));
        assert!(holds(nodes[quadrant], nodes[note]));
    }
    assert_eq!((nodes["note-a"]["x"].as_i64(), nodes["note-a"]["y"].as_i64()), (Some(40), Some(80)));
    assert!(holds(nodes["needs"], nodes["need-d"]) && holds(nodes["motivations"], nodes["motivation-m"]));
    for outside in ["persona", "needs", "motivations"] {
        assert!(
            !["thinks", "feels", "does", "pains"]
                .iter()
                .any(|id| holds(nodes[&*format!("quadrant-{id}")], nodes[outside]))
        );
    }
    assert!(nodes["persona"]["text"].as_str().unwrap().starts_with("# Dana\n\nDana\n\n"));
}

#[test]
fn arrows_lead_to_what_follows_from_a_note_and_lines_join_what_contradicts() {
    let canvas = canvas(&full_map());
    let edges: Vec<_> = canvas["edges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|edge| {
            let word = |key: &str| edge[key].as_str().unwrap_or_default().to_owned();
            [word("fromNode"), word("toNode"), word("toEnd"), word("label")].join(" ")
        })
        .collect();
    let expected = [
        "note-b need-d arrow ",
        "note-c need-d arrow contradicts",
        "note-a note-b none Blames herself",
        "note-a note-c none ",
    ];
    assert_eq!(edges, expected);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn any_map_becomes_a_canvas_that_keeps_the_rules(map in any_map()) {
        let canvas = canvas(&map);
        let nodes = canvas["nodes"].as_array().unwrap();
        let mut ids = HashSet::new();
        for node in nodes {
            prop_assert!(ids.insert(node["id"].as_str().unwrap()), "{} twice", node["id"]);
            for length in ["x", "y", "width", "height"] {
                prop_assert!(node[length].is_i64() || node[length].is_u64(), "{length} of {node}");
            }
            let content = match node["type"].as_str().unwrap() { "text" => "text", "group" => "label", other => panic!("{other}") };
            prop_assert!(node[content].is_string());
            let color = node["color"].as_str().unwrap_or("#000000");
            prop_assert!(color.len() == 7 && color.starts_with('#'));
        }
        let mut edge_ids = HashSet::new();
        for edge in canvas["edges"].as_array().unwrap() {
            prop_assert!(edge_ids.insert(edge["id"].as_str().unwrap()));
            prop_assert!(ids.contains(edge["fromNode"].as_str().unwrap()) && ids.contains(edge["toNode"].as_str().unwrap()));
        }
        let nodes = by_id(&canvas);
        for note in &map.notes {
            let (node, quadrant) = (nodes[&*format!("note-{}", note.id)], nodes[&*format!("quadrant-{}", note.quadrant)]);
            prop_assert!(holds(quadrant, node), "{} in {}", node, quadrant);
        }
    }
}
