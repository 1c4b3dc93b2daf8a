//! The one-page summary: whom we learned about, what contradicts itself, what they need and how sure we are of it, what drives
//! them, why needs are not met, what we do about it, and what we do not know.

use super::card::{Ground, Writer};
use super::page::{Page, ROW_PADDING, TEXT_GAP, shares};
use super::{CARD_PADDING, DrawnCard, Evidence, capitalised, draw_motivation, draw_tension};
use crate::model::{Cause, EmpathyMap, Evidence as Kind, Motivation, Need, Note, NoteId, People, Persona, Tension};
use crate::scene::{Face, Ink, Layout, MissingGlyphs, Role, Section, Sheet};
use crate::synthesis::{Level, Strength, evidence_in_words};

/// Width between the margins: as high as that on A4, it is a page.
const WIDTH: f32 = 960.0;
/// Least width of a column of cards.
const COLUMN: f32 = 300.0;
/// The need's share of its row, beside how sure we are and what was said.
const NEED_SHARE: f32 = 0.44;
/// How far a cause stands behind the one that it explains.
const CAUSE_INDENT: f32 = 16.0;

impl Layout {
    /// Lays out the one-page summary of `map`.
    pub(in crate::scene) fn one_page(&mut self, map: &EmpathyMap) -> Sheet {
        let mut page = Page::new(self.texts(), WIDTH);
        page.add_title("ONE-PAGE SUMMARY", map);
        page.add_persona(map);
        let evidence = Evidence::new(map);
        page.add_tensions(map, &evidence);
        page.add_needs(map, &evidence);
        page.add_motivations(map, &evidence);
        page.add_causes(map);
        page.add_plans(map);
        page.add_gaps(map);
        let mut sheet =
            Sheet { size: page.size(), title: map.title.trim().to_owned(), missing: Vec::new(), pieces: page.pieces };
        if !page.missing.is_empty() {
            sheet.missing.push(MissingGlyphs { note: None, characters: page.missing });
        }
        sheet
    }
}

impl Page<'_> {
    /// Whom it is about in one line, and what we know it from.
    fn add_persona(&mut self, map: &EmpathyMap) {
        self.add(Role::Persona, |writer| {
            let line = one_line(&map.persona);
            if !line.is_empty() {
                writer.text(&line, Face::Regular, 16.0, 24.0, Ink::Text);
            }
            writer.text(&basis(map), Face::Regular, 13.0, 20.0, Ink::Muted);
        });
    }

    fn add_tensions(&mut self, map: &EmpathyMap, evidence: &Evidence<'_>) {
        let role = |tension: &Tension| Role::Tension(tension.id.clone());
        self.add_section(Section::Tensions, &map.tensions, role, |card, tension| draw_tension(card, evidence, tension));
    }

    /// A row for each need: the sentence, how sure we are, and what somebody said or did.
    fn add_needs(&mut self, map: &EmpathyMap, evidence: &Evidence<'_>) {
        self.add_heading(Section::Needs, if map.needs.is_empty() { "No needs yet" } else { "" });
        let widths = shares(self.width, NEED_SHARE, &[1.0, 1.0]);
        for (place, need) in map.needs.iter().enumerate() {
            self.add(Role::Need(need.id.clone()), |writer| {
                writer.rule(0.0);
                writer.space(ROW_PADDING);
                let strength = evidence.strengths.of_need(need);
                writer.columns(0.0, &widths, TEXT_GAP, |column, writer| match column {
                    0 => write_need(writer, map, need, place + 1),
                    1 => write_strength(writer, evidence, need, &strength),
                    _ => write_voice(writer, map, need),
                });
                writer.space(ROW_PADDING);
            });
        }
    }

    fn add_motivations(&mut self, map: &EmpathyMap, evidence: &Evidence<'_>) {
        let role = |motivation: &Motivation| Role::Motivation(motivation.id.clone());
        self.add_section(Section::Motivations, &map.motivations, role, |card, motivation| {
            draw_motivation(card, evidence, motivation);
            let strength = evidence.strengths.of_motivation(motivation);
            if strength.level > Level::Assumption {
                card.space(4.0);
                card.detail("", &sure(&strength));
            }
        });
    }

    fn add_causes(&mut self, map: &EmpathyMap) {
        let needs: Vec<&Need> = map.needs.iter().filter(|need| !need.causes.is_empty()).collect();
        let role = |need: &&Need| Role::Causes(need.id.clone());
        self.add_section(Section::Causes, &needs, role, |card, need| {
            card.text(&capitalised(need.statement.trim()), Face::SemiBold, 13.0, 18.0, Ink::Text);
            write_causes(card, &need.causes, 0);
        });
    }

    /// A heading with a card for each item side by side, where there are any.
    fn add_section<T>(
        &mut self,
        section: Section,
        items: &[T],
        role: impl Fn(&T) -> Role,
        draw: impl Fn(&mut Writer<'_>, &T),
    ) {
        if items.is_empty() {
            return;
        }
        self.add_heading(section, "");
        let columns = self.columns_of(COLUMN).min(items.len());
        let width = self.column(columns);
        let mut cards = Vec::with_capacity(items.len());
        for item in items {
            let card = DrawnCard::new(self.texts, width, |writer| {
                writer.card(CARD_PADDING, Ground::Page, |card| draw(card, item));
            });
            cards.push((role(item), card));
        }
        self.add_columns(cards, columns);
    }
}

/// Who somebody is, in which situation, and what for.
fn one_line(persona: &Persona) -> String {
    let parts = [&persona.name, &persona.role, &persona.scenario, &persona.goal].map(|part| part.trim());
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What everything on the page rests on: "14 notes about 5 people: 6 said, 3 seen, 5 not marked".
fn basis(map: &EmpathyMap) -> String {
    let count = map.notes.len();
    let mut basis = if count == 1 { "From 1 note".to_owned() } else { format!("From {count} notes") };
    match People::of(map).count() {
        0 => {}
        1 => basis += " about one person",
        people => basis += &format!(" about {people} people"),
    }
    let marked = evidence_in_words(map.notes.iter().filter_map(|note| note.evidence));
    let unmarked = match map.notes.iter().filter(|note| note.evidence.is_none()).count() {
        0 => String::new(),
        unmarked => format!("{unmarked} not marked"),
    };
    let kinds: Vec<String> = [marked, unmarked].into_iter().filter(|kind| !kind.is_empty()).collect();
    if kinds.is_empty() { basis } else { format!("{basis}: {}", kinds.join(", ")) }
}

fn write_need(writer: &mut Writer<'_>, map: &EmpathyMap, need: &Need, number: usize) {
    let priority = need.priority.map(|priority| priority.label().to_uppercase());
    let severity = need.severity.map(|severity| format!("SEVERITY {} OF 4", severity.step()));
    let marks: Vec<String> = [Some(format!("NEED {number}")), priority, severity].into_iter().flatten().collect();
    writer.label(&marks.join(" · "), "");
    writer.text(&need.sentence(&map.persona), Face::SemiBold, 15.5, 21.0, Ink::Text);
    writer.detail("because", &need.because);
    writer.detail("when", &need.when);
    writer.detail("so", &need.so_that);
    let met_when: Vec<&str> = need.met_when.iter().map(|met| met.trim()).filter(|met| !met.is_empty()).collect();
    if !met_when.is_empty() {
        writer.detail("Met when", &met_when.join("; "));
    }
}

fn write_strength(writer: &mut Writer<'_>, evidence: &Evidence<'_>, need: &Need, strength: &Strength) {
    writer.pill(strength.level.label(), Ink::AccentSoft, Ink::Accent);
    writer.end_row();
    writer.space(5.0);
    let reach = evidence.people.behind_need(need);
    let reach = (reach.is_known() && !need.supports.is_empty()).then(|| reach.to_string());
    let counted = Some(strength.evidence_in_words()).filter(|words| !words.is_empty());
    let against = (!need.contradicts.is_empty()).then(|| format!("{} against", need.contradicts.len()));
    let numbers: Vec<String> = [counted, reach, against].into_iter().flatten().collect();
    if !numbers.is_empty() {
        writer.text(&numbers.join(" · "), Face::SemiBold, 13.0, 18.0, Ink::Text);
    }
    writer.detail("", &strength.reason);
}

/// What somebody said, or was seen doing, of all that speaks for a need.
fn write_voice(writer: &mut Writer<'_>, map: &EmpathyMap, need: &Need) {
    let Some(note) = voice(map, &need.supports) else { return };
    let text = match note.evidence {
        Some(Kind::Quote) => format!("“{}”", note.text.trim()),
        _ => note.text.trim().to_owned(),
    };
    writer.text(&text, Face::Regular, 14.0, 20.0, Ink::Text);
    let who = note.who.join(", ");
    let from: Vec<&str> = [who.trim(), note.source.trim()].into_iter().filter(|part| !part.is_empty()).collect();
    writer.detail("", &from.join(" · "));
}

/// The note that says most plainly what a need rests on: words before deeds before numbers.
fn voice<'m>(map: &'m EmpathyMap, notes: &[NoteId]) -> Option<&'m Note> {
    let notes: Vec<&Note> =
        notes.iter().filter_map(|id| map.note(id)).filter(|note| !note.text.trim().is_empty()).collect();
    let of = |kind| notes.iter().copied().find(|note| note.evidence == Some(kind));
    [Kind::Quote, Kind::Observed, Kind::Data].into_iter().find_map(of)
}

fn sure(strength: &Strength) -> String {
    format!("{} · {}", strength.level.label(), strength.evidence_in_words())
}

fn write_causes(writer: &mut Writer<'_>, causes: &[Cause], level: usize) {
    for cause in causes {
        let indent = (CAUSE_INDENT * level as f32).min(writer.width() / 2.0);
        writer.space(4.0);
        writer.columns(indent, &[writer.width() - indent], 0.0, |_, writer| {
            writer.text(cause.text.trim(), Face::Regular, 13.0, 18.0, Ink::Text);
            let rests_on = cause.evidence.map_or("rests on nothing yet", Kind::label);
            writer.text(&rests_on.to_lowercase(), Face::Regular, 12.0, 16.0, Ink::Muted);
        });
        write_causes(writer, &cause.causes, level + 1);
    }
}
