//! The report: one page to hand on.

use empathy_map::model::{EmpathyMap, Evidence, Motivation, MotivationId, Need, NeedId, NoteId, Tension, TensionId};
use empathy_map::scene::{Part, Piece, Role, Shape, Sheet};

use crate::samples::samples;
use crate::scene::{layout, map, note};

pub fn full_map() -> EmpathyMap {
    let mut map = map(vec![note("a", "thinks", "Nobody owns my problem"), note("b", "does", "Asks a friend")]);
    map.title = "Dana and the surprising bill".into();
    map.notes[0].evidence = Some(Evidence::Quote);
    map.created = "2026-11-21T18:00:00Z".into();
    map.persona.about = "Rents, works shifts".into();
    let mut need = Need::new(NeedId::new("d1"), "tell her story once");
    need.supports.push(NoteId::new("a"));
    need.plan.action = "One case file for all teams".into();
    map.needs = vec![need, Need::new(NeedId::new("d2"), "understand a bill")];
    map.motivations.push(Motivation::new(MotivationId::new("m"), "being taken seriously"));
    map.tensions.push(Tension {
        id: TensionId::new("x"),
        this: vec![NoteId::new("a")],
        but: vec![NoteId::new("b")],
        insight: "Wants to leave, yet asks a friend to get her in".into(),
        extra: Default::default(),
    });
    map
}

fn report(map: &EmpathyMap) -> Sheet {
    layout().sheet(map, Part::Report)
}

pub fn texts(piece: &Piece) -> String {
    let lines = piece.picture.shapes.iter().filter_map(|shape| match shape {
        Shape::Text(line) => Some(line.text.as_str()),
        _ => None,
    });
    lines.collect::<Vec<_>>().join(" ")
}

fn all_texts(sheet: &Sheet) -> String {
    sheet.pieces.iter().map(texts).collect::<Vec<_>>().join("\n")
}

fn top(sheet: &Sheet, is_wanted: impl Fn(&Role) -> bool) -> f32 {
    let piece = sheet.pieces.iter().find(|piece| is_wanted(&piece.role)).expect("the piece");
    (piece.picture.extent().translate(piece.offset)).min.y
}

#[test]
fn persona_map_needs_and_plan_stand_below_each_other() {
    let sheet = report(&full_map());
    let tops = [
        top(&sheet, |role| *role == Role::Title),
        top(&sheet, |role| *role == Role::Persona),
        top(&sheet, |role| *role == Role::Quadrant(0)),
        top(&sheet, |role| *role == Role::Quadrant(2)),
        top(&sheet, |role| *role == Role::Legend),
        top(&sheet, |role| *role == Role::Summary),
        top(&sheet, |role| *role == Role::Need(NeedId::new("d1"))),
        top(&sheet, |role| *role == Role::Plans),
        top(&sheet, |role| *role == Role::Plan(NeedId::new("d1"))),
        top(&sheet, |role| *role == Role::Plan(NeedId::new("d2"))),
        sheet.size.y,
    ];
    assert!(tops.is_sorted(), "{tops:?}");
}

#[test]
fn a_report_says_who_what_for_and_how_sure() {
    let texts = all_texts(&report(&full_map()));
    for text in [
        "Dana and the surprising bill",
        "2026-11-21",
        "Rents, works shifts",
        "2 notes · 2 used as evidence · 0 not yet used",
        "Dana needs to tell her story once",
        "Assumption",
        "Being taken seriously",
        "Wants to leave, yet asks a friend to get her in",
        "How we say that we know",
        "One case file for all teams",
        "No plan yet",
    ] {
        assert!(texts.contains(text), "{text} is not in {texts}");
    }
}

#[test]
fn a_plan_is_a_row_of_its_own_and_not_in_the_card_as_well() {
    let sheet = report(&full_map());
    let card = sheet.pieces.iter().find(|piece| piece.role == Role::Need(NeedId::new("d1"))).expect("a card");
    assert!(!texts(card).contains("One case file"));
    let mut map = full_map();
    map.needs[0].plan = Default::default();
    assert!(!report(&map).pieces.iter().any(|piece| matches!(piece.role, Role::Plans | Role::Plan(_))));
}

#[test]
fn cards_fill_columns_of_about_the_same_height_and_touch_nothing() {
    let mut map = full_map();
    map.needs = (0..12).map(|at| Need::new(NeedId::new(format!("d{at}")), "tell her story once")).collect();
    let sheet = report(&map);
    let cards: Vec<_> = (sheet.pieces.iter())
        .filter(|piece| matches!(piece.role, Role::Need(_) | Role::Motivation(_) | Role::Tension(_)))
        .map(|piece| piece.picture.extent().translate(piece.offset))
        .collect();
    assert_eq!(cards.len(), 14);
    for (at, card) in cards.iter().enumerate() {
        assert!(cards[at + 1..].iter().all(|other| !card.intersects(*other)), "{card:?}");
        assert!(card.min.x >= 0.0 && card.max.x <= sheet.size.x);
    }
    let lefts: std::collections::BTreeSet<i32> = cards.iter().map(|card| card.min.x as i32).collect();
    assert_eq!(lefts.len(), 3, "as many columns as the map is wide");
}

#[test]
fn a_report_on_an_empty_map_says_so() {
    let sheet = report(&EmpathyMap::default());
    let texts = all_texts(&sheet);
    assert!(texts.contains("No needs, motivations or tensions yet"), "{texts}");
    assert!(!sheet.pieces.iter().any(|piece| matches!(piece.role, Role::Persona | Role::Legend)));
}

#[test]
fn every_sample_makes_a_page_that_is_no_ribbon() {
    for (name, map) in samples() {
        let size = report(&map).size;
        assert!(size.y < 2.2 * size.x, "{name}: {size:?}");
    }
}
