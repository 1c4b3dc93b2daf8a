//! What must hold when a run is over.

use empathy_map::document::Document;
use empathy_map::model::{EmpathyMap, NoteId};
use empathy_map::session::phone::PhoneEdit;

use super::ledger::{Ledger, Part};
use super::page::{Deed, Fate, Page};
use super::world::World;

/// Takes down which parts of notes a participant may have changed.
pub fn note_deed(ledger: &mut Ledger, page: &Page, client: usize) {
    let Some(deed) = page.deeds.last() else { return };
    let mut write = |id: &NoteId, part| ledger.write_unsure(client, id, part);
    match &deed.edit {
        PhoneEdit::Add { id, .. } => {
            write(id, Part::Existence);
            write(id, Part::Text);
            write(id, Part::Place);
        }
        PhoneEdit::Text { id, .. } => write(id, Part::Text),
        PhoneEdit::Move { id, .. } => write(id, Part::Place),
        PhoneEdit::Delete { id } => write(id, Part::Existence),
        PhoneEdit::Vote { .. } => {}
    }
}

/// A host died, and this is what the next one has: takes down which edits the one before may have told to some alone.
pub fn note_lost(page: &mut Page, map: &EmpathyMap, document: &Document) {
    for deed in page.deeds.iter_mut().filter(|deed| deed.seq.is_some() && deed.fate != Fate::Refused) {
        let is_there = match &deed.edit {
            PhoneEdit::Add { id, .. } => document.margin(&format!("note:{id}")).is_some(),
            PhoneEdit::Text { id, .. } => map.note(id).is_some_and(|note| note.text.contains(&deed.token)),
            _ => true,
        };
        deed.is_lost |= !is_there;
    }
}

/// Checks everything.
pub fn check(world: &World) -> Result<(), String> {
    let Some(room) = &world.room else { return Err("there is no room in the end".into()) };
    let map = room.map();
    map.check().map_err(|problem| problem.to_string())?;
    for desktop in &world.desktops {
        let number = desktop.number;
        if !desktop.peer.is_synced() || !desktop.peer.is_sent() {
            return Err(format!(
                "desktop {number} is not in step: synced {}, sent {}",
                desktop.peer.is_synced(),
                desktop.peer.is_sent()
            ));
        }
        same(&format!("desktop {number}"), desktop.document.map(), map)?;
        same(&format!("desktop {number}, rebuilt,"), &desktop.document.rebuilt(), map)?;
        if desktop.document.awaits_updates() {
            return Err(format!("desktop {number} still waits for updates"));
        }
    }
    same_people(world)?;
    world.ledger.check(map)?;
    for (at, page) in world.pages.iter().enumerate() {
        page.check_board(map)?;
        for deed in &page.deeds {
            check_deed(world, world.desktops.len() + at, deed, map)
                .map_err(|why| format!("{deed:?} of phone {}: {why}", page.number))?;
        }
    }
    Ok(())
}

/// Fails with the lines in which two maps differ.
pub fn same(who: &str, left: &EmpathyMap, right: &EmpathyMap) -> Result<(), String> {
    if left == right {
        return Ok(());
    }
    let lines = |map: &EmpathyMap| format!("{map:#?}").lines().map(str::to_owned).collect::<Vec<_>>();
    let (left, right) = (lines(left), lines(right));
    let at = left.iter().zip(&right).position(|(left, right)| left != right).unwrap_or(left.len().min(right.len()));
    let around = |lines: &[String]| lines[at.saturating_sub(8)..(at + 4).min(lines.len())].join("\n");
    Err(format!("{who} has another map than it should:\n{}\n--- and ---\n{}", around(&left), around(&right)))
}

/// Everybody sees the same people with the same names, colours and roles (rule S6).
fn same_people(world: &World) -> Result<(), String> {
    let seen = |at: usize| {
        let mut people: Vec<_> = (world.desktops[at].peer.people().iter())
            .map(|person| (person.name.clone(), person.color, person.role, person.on_phone))
            .collect();
        people.sort();
        people
    };
    let first = seen(0);
    if first.len() != world.desktops.len() + world.pages.len() {
        return Err(format!(
            "{} desktops and {} phones are seen as {first:?}",
            world.desktops.len(),
            world.pages.len()
        ));
    }
    match (1..world.desktops.len()).find(|&at| seen(at) != first) {
        Some(at) => Err(format!("desktop 0 sees {first:?}, desktop {at} sees {:?}", seen(at))),
        None => Ok(()),
    }
}

/// S4: an edit that a phone was told is done is on the map exactly once.
fn check_deed(world: &World, client: usize, deed: &Deed, map: &EmpathyMap) -> Result<(), String> {
    if deed.fate == Fate::Waiting {
        return Err("it was never answered".into());
    }
    if deed.is_lost {
        return Ok(());
    }
    let id = match &deed.edit {
        PhoneEdit::Add { id, .. } | PhoneEdit::Text { id, .. } => id,
        _ => return Ok(()),
    };
    let note = map.note(id);
    let is_own = |part| !world.ledger.was_changed_by_others(client, id, part);
    let was_deleted = world.pages[client - world.desktops.len()]
        .deeds
        .iter()
        .any(|other| matches!(&other.edit, PhoneEdit::Delete { id: gone } if gone == id));
    let is_add = matches!(deed.edit, PhoneEdit::Add { .. });
    if is_add && deed.fate == Fate::Done && note.is_none() && is_own(Part::Existence) && !was_deleted {
        return Err("the note is not on the map, and nobody deleted it".into());
    }
    let Some(note) = note else { return Ok(()) };
    let times = note.text.matches(&deed.token).count();
    let expected = match deed.fate {
        Fate::Refused => 0..=0,
        _ if is_own(Part::Text) => 1..=1,
        _ => 0..=1,
    };
    if !expected.contains(&times) {
        return Err(format!("its words are {times} times in {:?}", note.text));
    }
    Ok(())
}
