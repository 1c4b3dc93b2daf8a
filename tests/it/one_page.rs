//! The one-page summary: what was found out, how sure it is, and what is not known.

use empathy_map::export::check;
use empathy_map::model::*;
use empathy_map::scene::{Part, Piece, Role, Section, Sheet};

use crate::report::{full_map, texts};
use crate::samples::samples;
use crate::scene::layout;

fn one_page(map: &EmpathyMap) -> Sheet {
    layout().sheet(map, Part::OnePage)
}

fn piece<'s>(sheet: &'s Sheet, role: &Role) -> &'s Piece {
    sheet.pieces.iter().find(|piece| piece.role == *role).expect("a piece")
}

/// Four people said, did and showed that nobody hears Dana out.
pub fn heard() -> EmpathyMap {
    let note = |id: &str, evidence, source: &str, who: &str| Note {
        evidence: Some(evidence),
        source: source.into(),
        who: vec![who.into()],
        ..Note::new(id.into(), "pains".into(), format!("Words of {id}"))
    };
    let mut map = full_map();
    map.notes = vec![
        note("n1", Evidence::Observed, "Visit 1", "P1"),
        note("n2", Evidence::Quote, "Interview 2", "P2"),
        note("n3", Evidence::Data, "Log", "P3"),
        note("n4", Evidence::Assumed, "", "P4"),
    ];
    map.tensions.clear();
    map.motivations.clear();
    map.needs = vec![Need {
        supports: ["n1", "n2", "n3"].map(NoteId::from).to_vec(),
        causes: vec![Cause {
            text: "Each team has its own tickets".into(),
            causes: vec![Cause { text: "Nobody paid for one file".into(), ..Cause::default() }],
            evidence: Some(Evidence::Data),
            ..Cause::default()
        }],
        ..Need::new("d1".into(), "tell her story once")
    }];
    map
}

#[test]
fn a_need_stands_with_its_strength_its_numbers_and_somebody_s_words() {
    let row = texts(piece(&one_page(&heard()), &Role::Need("d1".into())));
    for said in [
        "Dana needs to tell her story once",
        "Strong",
        "1 said, 1 seen, 1 measured",
        "3 of 4 people",
        "“Words of n2” P2 · Interview 2",
    ] {
        assert!(row.contains(said), "{said} is not in {row}");
    }
}

#[test]
fn the_page_says_what_it_rests_on_and_what_is_not_known() {
    let sheet = one_page(&heard());
    let persona = texts(piece(&sheet, &Role::Persona));
    assert!(persona.contains("From 4 notes about 4 people: 1 said, 1 seen, 1 measured, 1 assumed"), "{persona}");
    let causes = texts(piece(&sheet, &Role::Causes("d1".into())));
    assert_eq!(
        causes,
        "Tell her story once Each team has its own tickets data Nobody paid for one file rests on nothing yet"
    );
    let gaps: Vec<String> = sheet.pieces.iter().filter(|piece| matches!(piece.role, Role::Gap(_))).map(texts).collect();
    assert!(
        gaps.contains(&"• A cause behind the need to tell her story once rests on nothing.".to_owned()),
        "{gaps:?}"
    );
}

#[test]
fn what_is_known_of_a_person_is_on_one_page_in_the_order_of_thought() {
    let sheet = one_page(&full_map());
    let sections: Vec<&Role> = (sheet.reading_order().into_iter())
        .map(|piece| &piece.role)
        .filter(|role| matches!(role, Role::Title | Role::Persona | Role::Section(_) | Role::Plans))
        .collect();
    let [tensions, needs, motivations, gaps] =
        [Section::Tensions, Section::Needs, Section::Motivations, Section::Gaps].map(Role::Section);
    assert_eq!(sections, [&Role::Title, &Role::Persona, &tensions, &needs, &motivations, &Role::Plans, &gaps]);
    let tops: Vec<f32> = sheet.pieces.iter().map(|piece| piece.offset.y).collect();
    let headings: Vec<f32> = (sheet.pieces.iter().zip(&tops))
        .filter(|(piece, _)| matches!(piece.role, Role::Section(_)))
        .map(|(_, top)| *top)
        .collect();
    assert!(headings.is_sorted(), "{headings:?}");
}

#[test]
fn every_word_of_each_sample_s_summary_is_on_its_page() {
    for (name, map) in samples() {
        let found = check(&map, Part::OnePage, &one_page(&map));
        assert!(found.words > 40, "{name}: {found}");
        // The bundled fonts have no Japanese.
        let warnings: Vec<&String> = found.warnings.iter().filter(|warning| !warning.contains("font")).collect();
        assert!(warnings.is_empty(), "{name}: {warnings:?}");
    }
}

#[test]
fn an_empty_map_makes_a_page_that_says_so() {
    let sheet = one_page(&EmpathyMap::default());
    let all: String = sheet.pieces.iter().map(texts).collect::<Vec<_>>().join(" ");
    assert!(all.contains("From 0 notes") && all.contains("No needs yet"), "{all}");
}
