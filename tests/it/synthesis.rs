//! What the program concludes from a map, and what it leaves to people.

mod drafts;
mod gaps;
mod reach;
mod strength;
mod suggesting;
mod wording;

use empathy_map::model::{EmpathyMap, Evidence, Need, Note};

/// A map with these notes: quadrant, text.
fn map_of(notes: &[(&str, &str)]) -> EmpathyMap {
    let notes = notes.iter().enumerate().map(|(index, (quadrant, text))| {
        Note::new(format!("n{:03}", index + 1).as_str().into(), (*quadrant).into(), *text)
    });
    EmpathyMap { notes: notes.collect(), ..EmpathyMap::default() }
}

/// A note for a need: quadrant, what it rests on, source, people.
type Support<'a> = (&'a str, Option<Evidence>, &'a str, &'a [&'a str]);

/// A map with one need that rests on these notes.
fn map_with_need(supports: &[Support<'_>]) -> EmpathyMap {
    let texts: Vec<(&str, &str)> = supports.iter().map(|(quadrant, ..)| (*quadrant, "Explains it again")).collect();
    let mut map = map_of(&texts);
    let mut need = Need::new("d1".into(), "tell her story once");
    for (note, (_, evidence, source, who)) in map.notes.iter_mut().zip(supports) {
        note.evidence = *evidence;
        note.source = (*source).into();
        note.who = who.iter().map(|name| (*name).into()).collect();
        need.supports.push(note.id.clone());
    }
    map.needs.push(need);
    map
}
