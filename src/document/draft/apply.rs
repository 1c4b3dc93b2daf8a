//! What each edit does to a draft.

use std::collections::HashSet;

use crate::document::edit::{Edit, LinkSet, NoteField, NoteMove};
use crate::document::item::{Item, Name};
use crate::document::text::{clean, spliced, splices_on};
use crate::model::{
    Cause, Motivation, MotivationId, Need, Note, NoteId, Point, QuadrantId, Tension, Theme, ThemeId, is_text, limits,
};

use super::{Checked, Draft, refuse, unique};

impl Draft<'_> {
    /// Does one edit.
    ///
    /// # Errors
    /// Why it cannot be done.
    pub fn apply(&mut self, edit: &Edit) -> Checked {
        match edit {
            Edit::AddNotes(notes) => self.add_notes(notes),
            Edit::MoveNotes(moves) => moves.iter().try_for_each(|to| self.move_note(to)),
            Edit::SetNotes { notes, field } => self.set_notes(notes, field),
            Edit::SetVote { note, voter, count } => self.set_vote(note, voter, *count),
            Edit::EditText { target, before, after } => {
                let text = self.text(target)?;
                let after = clean(after);
                *text = spliced(text, &splices_on(text, before, &after));
                Ok(())
            }
            Edit::AddTheme { theme, notes } => self.add_theme(theme, notes),
            Edit::AddNeed(need) => self.add_need(need),
            Edit::AddMotivation(motivation) => self.add_motivation(motivation),
            Edit::AddTension(tension) => self.add_tension(tension),
            Edit::Delete(items) => items.iter().try_for_each(|item| self.delete(item)),
            Edit::Reorder { item, before } => self.reorder(item, before.as_ref()),
            Edit::Link { set, notes } => self.link(set, notes),
            Edit::Unlink { set, notes } => self.unlink(set, notes),
            Edit::SetNeedMotivations { need, motivations } => {
                self.check_motivations(motivations)?;
                self.needs.get_mut(self.view, need)?.motivations = unique(motivations);
                Ok(())
            }
            Edit::SetPriority { need, priority } => {
                self.needs.get_mut(self.view, need)?.priority = *priority;
                Ok(())
            }
            Edit::SetSeverity { need, severity } => {
                self.needs.get_mut(self.view, need)?.severity = *severity;
                Ok(())
            }
            Edit::SetMetWhen { need, signs } => {
                self.needs.get_mut(self.view, need)?.met_when = signs.iter().map(|sign| clean(sign)).collect();
                Ok(())
            }
            Edit::SetCauses { need, causes } => {
                check_causes(causes, 1)?;
                self.needs.get_mut(self.view, need)?.causes = cleaned_causes(causes);
                Ok(())
            }
            Edit::SetMotivation { motivation, direction, driver } => {
                let motivation = self.motivations.get_mut(self.view, motivation)?;
                motivation.direction = *direction;
                motivation.driver = *driver;
                Ok(())
            }
        }
    }

    fn add_notes(&mut self, notes: &[Note]) -> Checked {
        for note in notes {
            self.check_quadrant(&note.quadrant)?;
            check_place(note.at)?;
            if let Some(theme) = &note.theme {
                self.themes.get(self.view, theme)?;
            }
            note.votes.keys().try_for_each(|voter| check_voter(voter))?;
            self.notes.add(self.reader, cleaned(note))?;
        }
        Ok(())
    }

    fn move_note(&mut self, to: &NoteMove) -> Checked {
        self.check_quadrant(&to.quadrant)?;
        check_place(to.at)?;
        let note = self.notes.get_mut(self.view, &to.note)?;
        note.quadrant = to.quadrant.clone();
        note.at = to.at;
        Ok(())
    }

    fn set_notes(&mut self, notes: &[NoteId], field: &NoteField) -> Checked {
        if let NoteField::Theme(Some(theme)) = field {
            self.themes.get(self.view, theme)?;
        }
        for id in notes {
            let note = self.notes.get_mut(self.view, id)?;
            match field {
                NoteField::Evidence(evidence) => note.evidence = *evidence,
                NoteField::Feeling(feeling) => note.feeling = *feeling,
                NoteField::Theme(theme) => note.theme = theme.clone(),
                NoteField::Source(source) => note.source = clean(source),
                NoteField::Author(author) => note.author = clean(author),
                NoteField::Who(who) => note.who = who.iter().map(|who| clean(who)).collect(),
                NoteField::AddWho(who) => add_once(&mut note.who, clean(who)),
                NoteField::RemoveWho(who) => note.who.retain(|known| known != who),
                NoteField::Tags(tags) => note.tags = tags.iter().map(|tag| clean(tag)).collect(),
                NoteField::AddTag(tag) => add_once(&mut note.tags, clean(tag)),
                NoteField::RemoveTag(tag) => note.tags.retain(|known| known != tag),
            }
        }
        Ok(())
    }

    fn set_vote(&mut self, note: &NoteId, voter: &str, count: u32) -> Checked {
        check_voter(voter)?;
        let votes = &mut self.notes.get_mut(self.view, note)?.votes;
        match count {
            0 => votes.remove(voter),
            _ => votes.insert(voter.to_owned(), count),
        };
        Ok(())
    }

    fn add_theme(&mut self, theme: &Theme, notes: &[NoteId]) -> Checked {
        self.themes.add(self.reader, cleaned(theme))?;
        let theme: Option<ThemeId> = Some(theme.id.clone());
        for id in notes {
            self.notes.get_mut(self.view, id)?.theme = theme.clone();
        }
        Ok(())
    }

    fn add_need(&mut self, need: &Need) -> Checked {
        check_causes(&need.causes, 1)?;
        self.check_motivations(&need.motivations)?;
        let mut need = cleaned(need);
        need.supports = self.linkable(&need.supports)?;
        need.contradicts = self.linkable(&need.contradicts)?;
        need.motivations = unique(&need.motivations);
        self.needs.add(self.reader, need)
    }

    fn add_motivation(&mut self, motivation: &Motivation) -> Checked {
        let mut motivation = cleaned(motivation);
        motivation.supports = self.linkable(&motivation.supports)?;
        motivation.contradicts = self.linkable(&motivation.contradicts)?;
        self.motivations.add(self.reader, motivation)
    }

    fn add_tension(&mut self, tension: &Tension) -> Checked {
        let mut tension = cleaned(tension);
        tension.this = self.linkable(&tension.this)?;
        tension.but = self.linkable(&tension.but)?;
        let id = tension.id.clone();
        self.tensions.add(self.reader, tension)?;
        self.check_sides(&id)
    }

    pub(super) fn delete_note(&mut self, id: &NoteId) -> Checked {
        self.notes.delete(self.view, id)
    }

    fn link(&mut self, set: &LinkSet, notes: &[NoteId]) -> Checked {
        let notes = self.linkable(notes)?;
        let (side, other) = self.sides(set)?;
        if let Some(other) = other {
            let notes: HashSet<&NoteId> = notes.iter().collect();
            other.retain(|note| !notes.contains(note));
        }
        let present: HashSet<NoteId> = side.iter().cloned().collect();
        side.extend(notes.into_iter().filter(|note| !present.contains(note)));
        Ok(())
    }

    fn unlink(&mut self, set: &LinkSet, notes: &[NoteId]) -> Checked {
        for note in notes {
            self.notes.get(self.view, note)?;
        }
        let notes: HashSet<&NoteId> = notes.iter().collect();
        self.sides(set)?.0.retain(|note| !notes.contains(note));
        match set {
            LinkSet::TensionThis(id) | LinkSet::TensionBut(id) => self.check_sides(id),
            _ => Ok(()),
        }
    }

    /// A list of notes, and the list that a note cannot be in at the same time.
    fn sides(&mut self, set: &LinkSet) -> Checked<(&mut Vec<NoteId>, Option<&mut Vec<NoteId>>)> {
        let view = self.view;
        Ok(match set {
            LinkSet::NeedSupports(id) | LinkSet::NeedContradicts(id) => {
                let need = self.needs.get_mut(view, id)?;
                match set {
                    LinkSet::NeedSupports(_) => (&mut need.supports, Some(&mut need.contradicts)),
                    _ => (&mut need.contradicts, Some(&mut need.supports)),
                }
            }
            LinkSet::MotivationSupports(id) | LinkSet::MotivationContradicts(id) => {
                let motivation = self.motivations.get_mut(view, id)?;
                match set {
                    LinkSet::MotivationSupports(_) => (&mut motivation.supports, Some(&mut motivation.contradicts)),
                    _ => (&mut motivation.contradicts, Some(&mut motivation.supports)),
                }
            }
            LinkSet::TensionThis(id) => (&mut self.tensions.get_mut(view, id)?.this, None),
            LinkSet::TensionBut(id) => (&mut self.tensions.get_mut(view, id)?.but, None),
        })
    }

    /// The notes, each once, if all are on the map.
    fn linkable(&self, notes: &[NoteId]) -> Checked<Vec<NoteId>> {
        for note in notes {
            self.notes.get(self.view, note)?;
        }
        Ok(unique(notes))
    }

    fn check_motivations(&self, motivations: &[MotivationId]) -> Checked {
        motivations.iter().try_for_each(|id| self.motivations.get(self.view, id).map(|_| ()))
    }

    fn check_quadrant(&self, id: &QuadrantId) -> Checked {
        match self.view.map.quadrant(id) {
            Some(_) => Ok(()),
            None => refuse(format!("The map has no quadrant “{}”.", id.text())),
        }
    }
}

fn check_place(at: Option<Point>) -> Checked {
    match at {
        Some(at) if !at.x.is_finite() || !at.y.is_finite() => refuse("The place of a note is not a finite number."),
        _ => Ok(()),
    }
}

fn check_voter(voter: &str) -> Checked {
    match is_text(voter) {
        true => Ok(()),
        false => refuse("The name of a voter is too long or holds control characters. Change it."),
    }
}

fn check_causes(causes: &[Cause], level: usize) -> Checked {
    if !causes.is_empty() && level > limits::CAUSE_LEVELS {
        return refuse(format!("The causes of a need can be nested {} levels deep.", limits::CAUSE_LEVELS));
    }
    causes.iter().try_for_each(|cause| check_causes(&cause.causes, level + 1))
}

fn cleaned_causes(causes: &[Cause]) -> Vec<Cause> {
    let cleaned = |cause: &Cause| Cause {
        text: clean(&cause.text),
        causes: cleaned_causes(&cause.causes),
        evidence: cause.evidence,
        extra: cause.extra.clone(),
    };
    causes.iter().map(cleaned).collect()
}

fn cleaned<T: Item>(item: &T) -> T {
    let mut item = item.clone();
    item.texts(&mut |text| *text = clean(text));
    item
}

fn add_once(list: &mut Vec<String>, member: String) {
    if !list.contains(&member) {
        list.push(member);
    }
}
