//! A map as it would be after some edits: only the items that they touch are copied. Everything is checked here, before
//! the first byte is written.

mod apply;
mod overlay;

use std::collections::HashSet;

use crate::model::{
    Comment, EmpathyMap, Extra, ItemRef, Motivation, Need, NeedId, Note, Quadrant, Tension, TensionId, Theme, limits,
};

use super::edit::{EditError, NeedField, PersonaField, TextTarget};
use super::item::{Header, Item, Name};
use super::plan::{Plan, Write};
use super::record::difference;
use super::store::Reader;
use super::view::View;

use overlay::Overlay;

/// The outcome of a check.
type Checked<T = ()> = Result<T, EditError>;

fn refuse<T>(why: impl Into<String>) -> Checked<T> {
    Err(EditError(why.into()))
}

/// The map after some edits.
pub(super) struct Draft<'a> {
    view: &'a View,
    reader: &'a Reader<'a>,
    header: Option<Header>,
    quadrants: Overlay<Quadrant>,
    themes: Overlay<Theme>,
    notes: Overlay<Note>,
    tensions: Overlay<Tension>,
    needs: Overlay<Need>,
    motivations: Overlay<Motivation>,
    comments: Overlay<Comment>,
}

impl<'a> Draft<'a> {
    /// The map as it is.
    pub fn new(view: &'a View, reader: &'a Reader<'a>) -> Self {
        Self {
            view,
            reader,
            header: None,
            quadrants: Overlay::default(),
            themes: Overlay::default(),
            notes: Overlay::default(),
            tensions: Overlay::default(),
            needs: Overlay::default(),
            motivations: Overlay::default(),
            comments: Overlay::default(),
        }
    }

    /// What to write so that the map becomes the draft.
    ///
    /// # Errors
    /// The limit that it would break.
    pub fn finish(mut self) -> Checked<Plan> {
        let mut plan = Plan::default();
        let (added, deleted) = self.notes.balance();
        if let Some(header) = &mut self.header {
            let before = Header::of(&self.view.map);
            check_texts("map", |visit| header.texts(visit))?;
            let changes = difference(Header::FIELDS, &before.encode(), &header.encode());
            plan.write.extend(changes.into_iter().map(Write::Header));
        }
        let mut extra = 0;
        self.quadrants.finish(self.view, &mut plan, &mut extra)?;
        self.themes.finish(self.view, &mut plan, &mut extra)?;
        self.notes.finish(self.view, &mut plan, &mut extra)?;
        self.tensions.finish(self.view, &mut plan, &mut extra)?;
        self.needs.finish(self.view, &mut plan, &mut extra)?;
        self.motivations.finish(self.view, &mut plan, &mut extra)?;
        self.comments.finish(self.view, &mut plan, &mut extra)?;
        if extra > 0 && extra + extra_bytes(&self.view.map) > limits::EXTRA_BYTES {
            return refuse(format!(
                "This would put more than {} bytes of unknown keys on the map. Leave some out.",
                limits::EXTRA_BYTES
            ));
        }
        if added > 0 && (self.view.map.notes.len() + added).saturating_sub(deleted) > limits::NOTES {
            return refuse(format!(
                "A map holds at most {} notes. Delete some first, or begin another map.",
                limits::NOTES
            ));
        }
        Ok(plan)
    }

    /// The text that people type in, to change it.
    fn text(&mut self, target: &TextTarget) -> Checked<&mut String> {
        Ok(match target {
            TextTarget::Title => &mut self.header_mut().title,
            TextTarget::Persona(field) => {
                let persona = &mut self.header_mut().persona;
                match field {
                    PersonaField::Name => &mut persona.name,
                    PersonaField::Role => &mut persona.role,
                    PersonaField::Scenario => &mut persona.scenario,
                    PersonaField::Goal => &mut persona.goal,
                    PersonaField::About => &mut persona.about,
                }
            }
            TextTarget::QuadrantTitle(id) => &mut self.quadrants.get_mut(self.view, id)?.title,
            TextTarget::QuadrantPrompt(id) => &mut self.quadrants.get_mut(self.view, id)?.prompt,
            TextTarget::Note(id) => &mut self.notes.get_mut(self.view, id)?.text,
            TextTarget::Theme(id) => &mut self.themes.get_mut(self.view, id)?.title,
            TextTarget::Motivation(id) => &mut self.motivations.get_mut(self.view, id)?.statement,
            TextTarget::Tension(id) => &mut self.tensions.get_mut(self.view, id)?.insight,
            TextTarget::Need(id, field) => self.need_text(id, *field)?,
        })
    }

    fn need_text(&mut self, id: &NeedId, field: NeedField) -> Checked<&mut String> {
        let need = self.needs.get_mut(self.view, id)?;
        Ok(match field {
            NeedField::Who => &mut need.who,
            NeedField::Statement => &mut need.statement,
            NeedField::Because => &mut need.because,
            NeedField::When => &mut need.when,
            NeedField::SoThat => &mut need.so_that,
            NeedField::Awareness => &mut need.plan.awareness,
            NeedField::Acknowledgment => &mut need.plan.acknowledgment,
            NeedField::Action => &mut need.plan.action,
            NeedField::Advocacy => &mut need.plan.advocacy,
        })
    }

    fn header_mut(&mut self) -> &mut Header {
        self.header.get_or_insert_with(|| Header::of(&self.view.map))
    }

    fn delete(&mut self, item: &ItemRef) -> Checked {
        match item {
            ItemRef::Note(id) => self.delete_note(id),
            ItemRef::Theme(id) => self.themes.delete(self.view, id),
            ItemRef::Tension(id) => self.tensions.delete(self.view, id),
            ItemRef::Need(id) => self.needs.delete(self.view, id),
            ItemRef::Motivation(id) => self.motivations.delete(self.view, id),
            ItemRef::Comment(id) => self.comments.delete(self.view, id),
        }
    }

    fn reorder(&mut self, item: &ItemRef, before: Option<&ItemRef>) -> Checked {
        let view = self.view;
        match (item, before) {
            (ItemRef::Note(id), None) => self.notes.reorder(view, id, None),
            (ItemRef::Note(id), Some(ItemRef::Note(before))) => self.notes.reorder(view, id, Some(before)),
            (ItemRef::Theme(id), None) => self.themes.reorder(view, id, None),
            (ItemRef::Theme(id), Some(ItemRef::Theme(before))) => self.themes.reorder(view, id, Some(before)),
            (ItemRef::Tension(id), None) => self.tensions.reorder(view, id, None),
            (ItemRef::Tension(id), Some(ItemRef::Tension(before))) => self.tensions.reorder(view, id, Some(before)),
            (ItemRef::Need(id), None) => self.needs.reorder(view, id, None),
            (ItemRef::Need(id), Some(ItemRef::Need(before))) => self.needs.reorder(view, id, Some(before)),
            (ItemRef::Motivation(id), None) => self.motivations.reorder(view, id, None),
            (ItemRef::Motivation(id), Some(ItemRef::Motivation(before))) => {
                self.motivations.reorder(view, id, Some(before))
            }
            (ItemRef::Comment(id), None) => self.comments.reorder(view, id, None),
            (ItemRef::Comment(id), Some(ItemRef::Comment(before))) => self.comments.reorder(view, id, Some(before)),
            _ => refuse("An item can only be put before one of its own kind."),
        }
    }

    /// The sides of a tension cannot be emptied, whatever the edits before did.
    fn check_sides(&self, id: &TensionId) -> Checked {
        let tension = self.tensions.get(self.view, id)?;
        if tension.this.is_empty() || tension.but.is_empty() {
            return refuse("A tension needs a note on each side. Delete the tension instead.");
        }
        Ok(())
    }
}

/// Checks the length of every text that `texts` visits.
fn check_texts(owner: &str, texts: impl FnOnce(&mut dyn FnMut(&mut String))) -> Checked {
    let mut is_too_long = false;
    texts(&mut |text| is_too_long |= text.len() > limits::TEXT_CHARS && text.chars().count() > limits::TEXT_CHARS);
    if is_too_long {
        return refuse(format!("A text of this {owner} is longer than {} characters. Shorten it.", limits::TEXT_CHARS));
    }
    Ok(())
}

fn extra_bytes(map: &EmpathyMap) -> usize {
    fn sum<T: Item>(items: &[T]) -> usize {
        items.iter().map(|item| byte_len(&item.clone())).sum()
    }
    map.extra.byte_len()
        + map.persona.extra.byte_len()
        + sum(&map.quadrants)
        + sum(&map.themes)
        + sum(&map.notes)
        + sum(&map.tensions)
        + sum(&map.needs)
        + sum(&map.motivations)
        + sum(&map.comments)
}

/// The bytes of an item's unknown keys.
fn byte_len<T: Item>(item: &T) -> usize {
    let mut item = item.clone();
    item.extras().into_iter().map(|extra: &mut Extra| extra.byte_len()).sum()
}

/// The items without those that come a second time.
fn unique<T: Name>(ids: &[T]) -> Vec<T> {
    let mut seen = HashSet::new();
    ids.iter().filter(|id| seen.insert((*id).clone())).cloned().collect()
}
