//! What is left out of a map that is handed on.

use std::fs;

use empathy_map::export::{Format, HIDDEN_QUOTE, Order, Progress, Quotes, clean, write};
use empathy_map::file;
use empathy_map::model::{Cause, Comment, EmpathyMap, Evidence, Extra, Need, NeedId};
use proptest::prelude::*;

use crate::scene::{layout, map, note};
use crate::support::maps::any_map;
use crate::support::program::{err, run, status};

/// A word that stands wherever somebody can be named.
const NAME: &str = "Marisol";

fn telling_map() -> EmpathyMap {
    let mut map = map(vec![note("q", "does", "I never sign anything on the phone"), note("o", "does", "Hangs up")]);
    let unknown: Extra = [("x_editor".to_owned(), format!("\"{NAME}\""))].into_iter().collect();
    for note in &mut map.notes {
        note.author = NAME.into();
        note.source = format!("Interview with {NAME}");
        note.who = vec![NAME.into()];
        note.votes = [(NAME.to_owned(), 1)].into();
        note.extra = unknown.clone();
    }
    map.notes[0].evidence = Some(Evidence::Quote);
    map.notes[1].evidence = Some(Evidence::Observed);
    let comment = Comment {
        id: "c".into(),
        on: "q".into(),
        text: format!("Ask {NAME}"),
        author: NAME.into(),
        created: String::new(),
        extra: unknown.clone(),
    };
    map.comments.push(comment);
    let mut need = Need::new(NeedId::new("d"), "decide in peace");
    need.supports = vec!["q".into()];
    need.plan.extra = unknown.clone();
    let why = Cause { text: "“They push me”".into(), evidence: Some(Evidence::Quote), ..Default::default() };
    need.causes =
        vec![Cause { text: "Targets".into(), causes: vec![why], extra: unknown.clone(), ..Default::default() }];
    map.needs.push(need);
    map.persona.extra = unknown.clone();
    map.quadrants[0].extra = unknown.clone();
    map.extra = unknown;
    map
}

#[test]
fn no_export_of_a_clean_map_names_anybody() {
    for format in Format::ALL {
        let export = |clean: bool| {
            let order = Order { format, clean, ..Order::default() };
            let mut bytes = Vec::new();
            write(&telling_map(), &order, &mut layout(), file::write, &Progress::default(), &mut bytes)
                .expect("written");
            String::from_utf8_lossy(&bytes).into_owned()
        };
        assert!(!export(true).contains(NAME), "{format:?}");
        let tells = matches!(format, Format::Csv | Format::Markdown | Format::Json);
        assert!(
            !tells || export(false).contains(NAME),
            "{format:?}: the map that is not cleaned does, so this can fail"
        );
    }
}

#[test]
fn quotes_stay_readable_unless_they_are_hidden_and_hidden_ones_can_be_seen_to_be() {
    let map = telling_map();
    let kept = clean(&map, Quotes::Keep);
    assert_eq!(kept.notes[0].text, map.notes[0].text);
    let hidden = clean(&map, Quotes::Hide);
    assert_eq!(hidden.notes[0].text, HIDDEN_QUOTE);
    assert_eq!(hidden.notes[1].text, "Hangs up", "what somebody saw is no quote");
    assert_eq!(hidden.needs[0].causes[0].text, "Targets");
    assert_eq!(hidden.needs[0].causes[0].causes[0].text, HIDDEN_QUOTE);
    assert_eq!(hidden.needs[0].supports, map.needs[0].supports, "the need keeps what speaks for it");
}

#[test]
fn the_command_line_hides_quotes_only_in_a_clean_copy() {
    let folder = tempfile::tempdir().unwrap();
    let [map, copy] = ["map.json", "copy.json"].map(|name| folder.path().join(name).to_str().unwrap().to_owned());
    fs::write(&map, file::write(&telling_map())).unwrap();
    let output = run(&["export", &map, "-o", &copy, "--hide-quotes"]);
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("--clean"), "{}", err(&output));
    let output = run(&["export", &map, "-o", &copy, "--clean", "--hide-quotes"]);
    assert_eq!((status(&output), err(&output)), (0, ""));
    assert!(fs::read_to_string(&copy).unwrap().contains(HIDDEN_QUOTE));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn a_clean_map_is_a_map_and_stays_clean(map in any_map()) {
        let cleaned = clean(&map, Quotes::Hide);
        prop_assert!(cleaned.check().is_ok());
        prop_assert_eq!(clean(&cleaned, Quotes::Hide), cleaned);
    }
}
