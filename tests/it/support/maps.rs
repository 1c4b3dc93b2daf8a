//! Maps for tests: any map at all, and big ones.

use std::collections::BTreeMap;

use empathy_map::model::*;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// Any map that passes `check`: every field, texts in several scripts, references that lead somewhere, unknown keys.
pub fn any_map() -> impl Strategy<Value = EmpathyMap> {
    (0..4_usize, 0..12_usize, 0..3_usize, 0..4_usize)
        .prop_flat_map(|(themes, notes, motivations, needs)| {
            let ids = Ids {
                quadrants: default_quadrants().into_iter().map(|quadrant| quadrant.id).collect(),
                themes: (0..themes).map(|at| ThemeId::new(format!("t{at}"))).collect(),
                notes: (0..notes).map(|at| NoteId::new(format!("n{at}"))).collect(),
                motivations: (0..motivations).map(|at| MotivationId::new(format!("m{at}"))).collect(),
                needs: (0..needs).map(|at| NeedId::new(format!("d{at}"))).collect(),
            };
            map_with(ids)
        })
        .prop_filter("a map that breaks no rule", |map| map.check().is_ok())
}

/// A map of `notes` notes of some forty letters each, with themes, people and needs, the same on every run.
pub fn big_map(notes: usize) -> EmpathyMap {
    let mut map = EmpathyMap { title: format!("{notes} notes"), ..Default::default() };
    let quadrants: Vec<_> = map.quadrants.iter().map(|quadrant| quadrant.id.clone()).collect();
    map.themes = (0..8)
        .map(|at| Theme { id: ThemeId::new(format!("t{at}")), title: format!("Theme {at}"), extra: Extra::default() })
        .collect();
    map.notes = (0..notes)
        .map(|at| {
            let mut note = Note::new(
                NoteId::from_parts(1_750_000_000_000, at as u128),
                quadrants[at % quadrants.len()].clone(),
                format!("Explains the same thing for the {at}th time"),
            );
            note.at = Some(Point { x: 24.0 + (at / 4 % 40) as f64 * 180.0, y: 64.0 + (at / 160) as f64 * 120.0 });
            note.theme = (at % 3 == 0).then(|| map.themes[at % 8].id.clone());
            note.evidence = Some(Evidence::ALL[at % 6]);
            note.source = format!("Interview {}, 12:40", at % 12);
            note.who = vec![format!("P{}", at % 12)];
            note.feeling = Feeling::new(at as i64 % 5 - 2);
            note.tags = vec!["handover".into()];
            note.author = "Ana".into();
            note.created = "2026-11-21T18:04:10Z".into();
            note
        })
        .collect();
    map.needs = (0..notes / 50)
        .map(|at| {
            let mut need = Need::new(NeedId::new(format!("d{at}")), "tell the story once");
            need.supports = map.notes[at * 50..at * 50 + 5].iter().map(|note| note.id.clone()).collect();
            need
        })
        .collect();
    map
}

#[derive(Clone, Debug)]
struct Ids {
    quadrants: Vec<QuadrantId>,
    themes: Vec<ThemeId>,
    notes: Vec<NoteId>,
    motivations: Vec<MotivationId>,
    needs: Vec<NeedId>,
}

fn map_with(ids: Ids) -> impl Strategy<Value = EmpathyMap> {
    let notes: Vec<_> = ids.notes.iter().map(|id| any_note(id.clone(), ids.clone())).collect();
    let themes: Vec<_> = ids.themes.iter().map(|id| any_theme(id.clone())).collect();
    let needs: Vec<_> = ids.needs.iter().map(|id| any_need(id.clone(), ids.clone())).collect();
    let motivations: Vec<_> = ids.motivations.iter().map(|id| any_motivation(id.clone(), ids.notes.clone())).collect();
    let header = (option::of("[a-z0-9]{1,26}"), any_text(), any_text(), any_persona(), any_extra(), any_quadrants());
    let tensions = vec((some_notes(&ids.notes), some_notes(&ids.notes), any_text(), any_extra()), 0..3);
    let comments = vec((any_subject(&ids), any_text(), any_text(), any_text(), any_extra()), 0..3);
    (header, themes, notes, tensions, needs, motivations, comments).prop_map(
        |(header, themes, notes, tensions, needs, motivations, comments)| {
            let (id, title, created, persona, extra, quadrants) = header;
            let tensions = tensions.into_iter().filter(|(this, but, ..)| !this.is_empty() && !but.is_empty());
            EmpathyMap {
                id: id.map(MapId::new),
                title,
                created,
                persona,
                quadrants,
                themes,
                notes,
                tensions: tensions
                    .enumerate()
                    .map(|(at, (this, but, insight, extra))| Tension {
                        id: TensionId::new(format!("x{at}")),
                        this,
                        but,
                        insight,
                        extra,
                    })
                    .collect(),
                needs,
                motivations,
                comments: (0..)
                    .zip(comments)
                    .map(|(at, (on, text, author, created, extra))| {
                        let id = CommentId::new(format!("c{at}"));
                        Comment { id, on, text, author, created, extra }
                    })
                    .collect(),
                extra,
            }
        },
    )
}

/// Texts that have gone wrong somewhere before: quotes, several lines, emoji of several code points, right to left.
pub fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(String::new()),
        3 => "[A-Za-z ,.“”'\"\\\\/]{0,40}",
        1 => "[\\n\\t a-zäöü€😀𝒳\u{2028}]{0,20}",
        1 => select(vec!["👩‍👩‍👧‍👦 🏳️‍🌈", "שלום, עולם", "مرحبا ١٢٣", "ภาษาไทย", "日本語のメモ", "e\u{301}", "\u{fffd}\u{feff}"])
            .prop_map(String::from),
    ]
}

/// Keys of a newer or foreign program, with values as they may stand in a file.
pub fn any_extra() -> impl Strategy<Value = Extra> {
    let value = select(vec![
        "1",
        "-0.50",
        "1E+2",
        "null",
        "true",
        "\"a\\u0062\\/\"",
        "[ ]",
        "{\"a\" :  [1,{}]}",
        "\"\\ud83d\\ude00\"",
    ]);
    prop_oneof![
        4 => Just(Extra::default()),
        1 => btree_map("x_[a-zé\" ]{0,6}", value.prop_map(String::from), 0..3)
            .prop_map(|entries| entries.into_iter().collect()),
    ]
}

fn any_persona() -> impl Strategy<Value = Persona> {
    (any_text(), any_text(), any_text(), any_text(), any_text(), any_extra())
        .prop_map(|(name, role, scenario, goal, about, extra)| Persona { name, role, scenario, goal, about, extra })
}

fn any_quadrants() -> impl Strategy<Value = Vec<Quadrant>> {
    (vec((any_text(), any_text(), any_extra(), select(Tone::ALL.to_vec())), 4)).prop_map(|drawn| {
        let mut quadrants = default_quadrants();
        for (quadrant, (title, prompt, extra, tone)) in quadrants.iter_mut().zip(drawn) {
            *quadrant = Quadrant { title, prompt, extra, tone, ..quadrant.clone() };
        }
        quadrants
    })
}

fn any_theme(id: ThemeId) -> impl Strategy<Value = Theme> {
    (any_text(), any_extra()).prop_map(move |(title, extra)| Theme { id: id.clone(), title, extra })
}

fn any_note(id: NoteId, ids: Ids) -> impl Strategy<Value = Note> {
    let theme = match ids.themes.is_empty() {
        true => Just(None).boxed(),
        false => option::of(select(ids.themes)).boxed(),
    };
    let place = option::of((-5000.0..5000.0, -1e9..1e9, any_extra()));
    let judged = (option::of(select(Evidence::ALL.to_vec())), option::of(select(Feeling::ALL.to_vec())));
    let people = (vec(any_text(), 0..3), vec(any_text(), 0..3), any_votes());
    (select(ids.quadrants), vec(any_text(), 4), place, theme, judged, people, any_extra()).prop_map(
        move |(quadrant, mut texts, place, theme, (evidence, feeling), (who, tags, votes), extra)| {
            let mut text = || texts.pop().unwrap_or_default();
            let (at, at_extra) = match place {
                Some((x, y, extra)) => (Some(Point { x, y }), extra),
                None => (None, Extra::default()),
            };
            Note {
                theme,
                evidence,
                source: text(),
                who,
                feeling,
                tags,
                votes,
                author: text(),
                created: text(),
                extra,
                at,
                at_extra,
                ..Note::new(id.clone(), quadrant, text())
            }
        },
    )
}

fn any_votes() -> impl Strategy<Value = BTreeMap<String, u32>> {
    prop_oneof![2 => Just(BTreeMap::new()), 1 => btree_map("room|[a-z0-9]{1,8}", any::<u32>(), 0..4)]
}

fn some_notes(notes: &[NoteId]) -> impl Strategy<Value = Vec<NoteId>> + use<> {
    subsequence(notes.to_vec(), 0..=notes.len().min(4)).prop_shuffle()
}

fn any_need(id: NeedId, ids: Ids) -> impl Strategy<Value = Need> {
    let texts = vec(any_text(), 9);
    let links = (
        some_notes(&ids.notes),
        some_notes(&ids.notes),
        subsequence(ids.motivations.clone(), 0..=ids.motivations.len()),
    );
    let judged = (option::of(select(Priority::ALL.to_vec())), option::of(select(Severity::ALL.to_vec())));
    (texts, links, judged, any_causes(), vec(any_text(), 0..3), (any_extra(), any_extra())).prop_map(
        move |(mut texts, (supports, contradicts, motivations), (priority, severity), causes, met_when, extras)| {
            let mut text = || texts.pop().unwrap_or_default();
            let contradicts = contradicts.into_iter().filter(|note| !supports.contains(note)).collect();
            Need {
                who: text(),
                because: text(),
                when: text(),
                so_that: text(),
                supports,
                contradicts,
                motivations,
                priority,
                severity,
                causes,
                plan: Plan {
                    awareness: text(),
                    acknowledgment: text(),
                    action: text(),
                    advocacy: text(),
                    extra: extras.0,
                },
                met_when,
                extra: extras.1,
                ..Need::new(id.clone(), text())
            }
        },
    )
}

fn any_causes() -> impl Strategy<Value = Vec<Cause>> {
    let cause = |causes: BoxedStrategy<Vec<Cause>>| {
        (any_text(), option::of(select(Evidence::ALL.to_vec())), causes, any_extra())
            .prop_map(|(text, evidence, causes, extra)| Cause { text, evidence, causes, extra })
    };
    let leaf = Just(Vec::new()).boxed();
    leaf.prop_recursive(4, 8, 3, move |deeper| vec(cause(deeper), 0..3))
}

fn any_motivation(id: MotivationId, notes: Vec<NoteId>) -> impl Strategy<Value = Motivation> {
    let judged = (option::of(select(Direction::ALL.to_vec())), option::of(select(Driver::ALL.to_vec())));
    (any_text(), judged, some_notes(&notes), some_notes(&notes), any_extra()).prop_map(
        move |(statement, (direction, driver), supports, contradicts, extra)| {
            let contradicts = contradicts.into_iter().filter(|note| !supports.contains(note)).collect();
            Motivation { direction, driver, supports, contradicts, extra, ..Motivation::new(id.clone(), statement) }
        },
    )
}

fn any_subject(ids: &Ids) -> impl Strategy<Value = String> + use<> {
    let mut subjects = vec![String::new()];
    subjects.extend(ids.notes.iter().map(ToString::to_string));
    subjects.extend(ids.themes.iter().map(ToString::to_string));
    subjects.extend(ids.needs.iter().map(ToString::to_string));
    select(subjects)
}
