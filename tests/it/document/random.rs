//! Whatever people do, in whatever order: the map obeys its rules, equals a full rebuild, and all people come to the same.

use empathy_map::document::*;
use empathy_map::model::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde::{Deserialize, Serialize};

use super::{Person, assert_same, note};
use crate::support::maps::{any_map, any_text};

/// One thing that somebody does; the numbers choose among what is on the map then.
#[derive(Clone, Debug)]
enum Deed {
    Edits(Vec<Choice>, Step),
    Undo,
    Redo,
    /// All hear of everything, each in their own order.
    Exchange,
    /// The file was changed outside.
    Merge(Choice),
}

/// An edit that is not yet about a certain map: the numbers choose among what is on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    pub kind: usize,
    pub picks: [usize; 3],
    pub text: String,
}

/// Kinds of edits.
pub const KINDS: usize = 25;

pub fn any_choice() -> impl Strategy<Value = Choice> {
    (0..KINDS, any::<[u8; 3]>(), prop_oneof![any_text(), "[a-c😀 ]{0,6}"]).prop_map(|(kind, picks, text)| Choice {
        kind,
        picks: picks.map(usize::from),
        text,
    })
}

fn any_deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => (vec(any_choice(), 1..4), select(vec![Step::Begin, Step::Begin, Step::Continue]))
            .prop_map(|(choices, step)| Deed::Edits(choices, step)),
        3 => Just(Deed::Undo),
        2 => Just(Deed::Redo),
        1 => Just(Deed::Exchange),
        1 => any_choice().prop_map(Deed::Merge),
    ]
}

fn pick<T>(list: &[T], at: usize) -> Option<&T> {
    (!list.is_empty()).then(|| &list[at % list.len()])
}

fn items(map: &EmpathyMap) -> Vec<ItemRef> {
    (map.notes.iter().map(|note| ItemRef::Note(note.id.clone())))
        .chain(map.themes.iter().map(|theme| ItemRef::Theme(theme.id.clone())))
        .chain(map.tensions.iter().map(|tension| ItemRef::Tension(tension.id.clone())))
        .chain(map.needs.iter().map(|need| ItemRef::Need(need.id.clone())))
        .chain(map.motivations.iter().map(|motivation| ItemRef::Motivation(motivation.id.clone())))
        .chain(map.comments.iter().map(|comment| ItemRef::Comment(comment.id.clone())))
        .collect()
}

fn texts(map: &EmpathyMap) -> Vec<TextTarget> {
    [TextTarget::Title, TextTarget::Persona(PersonaField::Name), TextTarget::Persona(PersonaField::About)]
        .into_iter()
        .chain(map.quadrants.iter().map(|quadrant| TextTarget::QuadrantTitle(quadrant.id.clone())))
        .chain(map.notes.iter().map(|note| TextTarget::Note(note.id.clone())))
        .chain(map.themes.iter().map(|theme| TextTarget::Theme(theme.id.clone())))
        .chain(map.needs.iter().map(|need| TextTarget::Need(need.id.clone(), NeedField::Statement)))
        .chain(map.motivations.iter().map(|motivation| TextTarget::Motivation(motivation.id.clone())))
        .chain(map.tensions.iter().map(|tension| TextTarget::Tension(tension.id.clone())))
        .collect()
}

/// The edit that a choice means on this map; `None` where there is nothing to choose from.
pub fn edit(map: &EmpathyMap, choice: &Choice, fresh: &mut impl FnMut() -> String) -> Option<Edit> {
    let [a, b, c] = choice.picks;
    let text = choice.text.clone();
    let note_id = |at: usize| pick(&map.notes, at).map(|note| note.id.clone());
    let some_notes = || [note_id(a), note_id(b)].into_iter().flatten().collect::<Vec<_>>();
    let need = || pick(&map.needs, c).map(|need| need.id.clone());
    let quadrant = || map.quadrants[b % map.quadrants.len()].id.clone();
    let at = Some(Point { x: a as f64 / 4.0, y: -(c as f64) });
    let set = |field| Some(Edit::SetNotes { notes: some_notes(), field });
    match choice.kind {
        0 | 1 => {
            let theme = pick(&map.themes, c).map(|theme| theme.id.clone());
            let new = Note { quadrant: quadrant(), at, theme, tags: vec![text.clone()], ..note(&fresh(), &text) };
            Some(Edit::AddNotes(vec![new]))
        }
        2 => Some(Edit::MoveNotes(vec![NoteMove { note: note_id(a)?, quadrant: quadrant(), at }])),
        3 => set(NoteField::Evidence(Some(Evidence::ALL[c % 6]))),
        4 => set(NoteField::Theme(pick(&map.themes, c).map(|theme| theme.id.clone()))),
        5 => set(NoteField::Who(vec![text.clone(), format!("P{}", c % 3), text])),
        6 => set(NoteField::AddTag(format!("tag{}", c % 4))),
        7 => set(NoteField::RemoveTag(format!("tag{}", c % 4))),
        8 | 9 => {
            let target = pick(&texts(map), a)?.clone();
            let before = target.read(map)?.to_owned();
            let letters: Vec<char> = before.chars().collect();
            let (from, to) = (b.min(letters.len()), (b + c % 3).min(letters.len()));
            let after =
                letters[..from].iter().copied().chain(text.chars()).chain(letters[to..].iter().copied()).collect();
            Some(Edit::EditText { target, before, after })
        }
        10 => {
            let theme = Theme { id: fresh().as_str().into(), title: text, extra: Extra::default() };
            Some(Edit::AddTheme { theme, notes: some_notes() })
        }
        11 => {
            let need = Need { supports: some_notes(), ..Need::new(fresh().as_str().into(), text) };
            Some(Edit::AddNeed(Box::new(need)))
        }
        12 => {
            let new = Motivation { contradicts: some_notes(), ..Motivation::new(fresh().as_str().into(), text) };
            Some(Edit::AddMotivation(new))
        }
        13 => {
            let (this, but) = (vec![note_id(a)?], vec![note_id(b)?]);
            Some(Edit::AddTension(Tension {
                id: fresh().as_str().into(),
                this,
                but,
                insight: text,
                extra: Extra::default(),
            }))
        }
        14..=16 => Some(Edit::Delete(vec![pick(&items(map), a)?.clone()])),
        17 => {
            let item = pick(&items(map), a)?.clone();
            let kin: Vec<_> = items(map).into_iter().filter(|other| same_kind(other, &item)).collect();
            Some(Edit::Reorder { item, before: (c % 4 > 0).then(|| pick(&kin, b).cloned()).flatten() })
        }
        18 => Some(Edit::Link { set: LinkSet::NeedSupports(need()?), notes: some_notes() }),
        19 => Some(Edit::Link { set: LinkSet::NeedContradicts(need()?), notes: some_notes() }),
        20 => Some(Edit::Unlink { set: LinkSet::NeedSupports(need()?), notes: some_notes() }),
        21 => {
            let side = LinkSet::TensionThis(pick(&map.tensions, c)?.id.clone());
            Some(if b % 2 == 0 {
                Edit::Link { set: side, notes: some_notes() }
            } else {
                Edit::Unlink { set: side, notes: some_notes() }
            })
        }
        22 => {
            let motivations = pick(&map.motivations, a).into_iter().map(|motivation| motivation.id.clone()).collect();
            Some(Edit::SetNeedMotivations { need: need()?, motivations })
        }
        23 => {
            let deepest = Cause { text: text.clone(), ..Cause::default() };
            let causes = (0..a % 4)
                .fold(vec![deepest; b % 3], |causes, _| vec![Cause { text: text.clone(), causes, ..Cause::default() }]);
            Some(Edit::SetCauses { need: need()?, causes })
        }
        _ => Some(Edit::SetMetWhen { need: need()?, signs: vec![text; a % 3] }),
    }
}

fn same_kind(left: &ItemRef, right: &ItemRef) -> bool {
    std::mem::discriminant(left) == std::mem::discriminant(right)
}

/// People at one map, each with their own document, and what each has sent.
struct Team {
    people: Vec<Person>,
    outboxes: Vec<Vec<Vec<u8>>>,
    ids: usize,
}

impl Team {
    fn of(size: usize, map: EmpathyMap) -> Self {
        let first = Person::with(map);
        let mut people: Vec<_> = (1..size).map(|_| first.joined()).collect();
        people.push(first);
        Self { outboxes: vec![Vec::new(); size], people, ids: 0 }
    }

    fn does(&mut self, who: usize, deed: &Deed) {
        let person = &mut self.people[who];
        let applied = match deed {
            Deed::Edits(choices, step) => {
                let mut fresh = || {
                    self.ids += 1;
                    format!("new{}", self.ids)
                };
                // Later edits may name what an earlier one deletes: then nothing at all may happen.
                let edits: Vec<_> =
                    choices.iter().filter_map(|choice| edit(person.map(), choice, &mut fresh)).collect();
                let before = person.map().clone();
                match person.document.apply(&edits, *step) {
                    Ok(applied) => Some(applied),
                    Err(_) => {
                        assert_eq!(*person.map(), before);
                        None
                    }
                }
            }
            Deed::Undo => person.document.undo(),
            Deed::Redo => person.document.redo(),
            Deed::Exchange => {
                self.exchange();
                return;
            }
            Deed::Merge(choice) => {
                let base = person.map().clone();
                let mut file = Person::with(base.clone());
                let mut fresh = || {
                    self.ids += 1;
                    format!("new{}", self.ids)
                };
                if let Some(edit) = edit(&base, choice, &mut fresh) {
                    let _ = file.document.apply(&[edit], Step::Begin);
                }
                let merged = person.document.merge(&base, file.map()).unwrap();
                assert_eq!(*person.map(), *file.map());
                Some(merged)
            }
        };
        person.checked();
        self.outboxes[who].extend(applied.map(|applied| applied.update).filter(|update| !update.is_empty()));
    }

    fn exchange(&mut self) {
        let sent: Vec<_> = self.outboxes.iter_mut().map(std::mem::take).collect();
        for (who, person) in self.people.iter_mut().enumerate() {
            for update in sent.iter().enumerate().filter(|(from, _)| *from != who).flat_map(|(_, updates)| updates) {
                person.hears(update);
            }
        }
        assert!(self.people.windows(2).all(|pair| pair[0].map() == pair[1].map()));
    }
}

fn restored(snapshot: &[u8], updates: &[Vec<u8>]) -> Person {
    let updates: Vec<_> = updates.iter().map(|update| (Origin::Local(Step::Begin), update.clone())).collect();
    let person = Person { document: Document::restore(snapshot, &updates).unwrap() };
    person.checked();
    person
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_document_holds_any_map_unchanged(map in any_map()) {
        let person = Person::with(map.clone());
        prop_assert_eq!(person.map(), &map);
        prop_assert_eq!(&person.document.rebuilt(), &map);
        let joined = person.joined();
        prop_assert_eq!(joined.map(), &map);
    }

    #[test]
    fn d2_after_every_edit_undo_redo_and_import_the_map_passes_check_and_equals_a_full_rebuild(
        map in any_map(),
        deeds in vec((0..2_usize, any_deed()), 1..25),
    ) {
        let mut team = Team::of(2, map);
        for (who, deed) in &deeds {
            team.does(*who, deed);
        }
        team.exchange();
    }

    #[test]
    fn three_people_come_to_the_same_map(map in any_map(), deeds in vec((0..3_usize, any_deed()), 1..12)) {
        let mut team = Team::of(3, map);
        for (who, deed) in &deeds {
            team.does(*who, deed);
        }
        team.exchange();
    }

    #[test]
    fn undoing_everything_leads_back_to_the_start_and_redoing_to_the_end(
        map in any_map(),
        edits in vec(vec(any_choice(), 1..4), 1..10),
    ) {
        let mut team = Team::of(1, map);
        let snapshot = team.people[0].document.encode_state();
        let mut maps = vec![team.people[0].map().clone()];
        for choices in edits {
            team.does(0, &Deed::Edits(choices, Step::Begin));
            if team.people[0].map() != maps.last().unwrap() {
                maps.push(team.people[0].map().clone());
            }
        }
        let mut updates = std::mem::take(&mut team.outboxes[0]);
        let restored = restored(&snapshot, &updates);
        // What was undone before a crash is a step of its own afterwards.
        let steps = maps.len() - 1;
        updates.extend((0..steps).map(|_| team.people[0].undoes().update));
        let mut undone = self::restored(&snapshot, &updates);
        for map in maps.iter().skip(1).chain(maps.iter().rev().skip(1)) {
            undone.undoes();
            assert_same(undone.map(), map);
        }
        (0..steps).for_each(|_| drop(team.people[0].redoes()));
        for mut person in [team.people.remove(0), restored] {
            assert_same(person.map(), maps.last().unwrap());
            for _ in 0..2 {
                for map in maps.iter().rev().skip(1) {
                    person.undoes();
                    assert_same(person.map(), map);
                }
                prop_assert!(!person.document.can_undo());
                for map in maps.iter().skip(1) {
                    person.redoes();
                    assert_same(person.map(), map);
                }
            }
        }
    }
}
