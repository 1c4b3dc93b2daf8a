//! The report: one page with whom the map is about, the map, what follows from it, and the plan.

use epaint::emath::{Vec2, vec2};

use super::card::{Ground, Writer};
use super::page::{HEADING_GAP, PART_GAP, Page, TEXT_GAP, shares};
use super::{CARD_PADDING, Shown, cards_of, counts, drawn_cards, used_notes};
use crate::model::{EmpathyMap, Evidence as Kind, Note, Persona};
use crate::scene::metrics::PAGE_MARGIN;
use crate::scene::{
    Face, ICON_SIZE, Ink, Layout, MissingGlyphs, Role, Scene, Shape, Sheet, evidence_icon, feeling_icon,
};

/// Least width between the margins; a wider map makes a wider page.
const LEAST_WIDTH: f32 = 1128.0;
/// Least width of a column of cards.
const COLUMN: f32 = 340.0;
/// The persona's name and role as a share of the page's width.
const PERSONA_SHARE: f32 = 0.26;

impl Layout {
    /// Lays out the report on `map`, whose quadrants are in their places in `scene`.
    pub(in crate::scene) fn report(&mut self, map: &EmpathyMap, scene: &Scene) -> Sheet {
        let width = scene.bounds.width().max(LEAST_WIDTH);
        let mut page = Page::new(self.texts(), width);
        page.add_head(map);
        let board = vec2(PAGE_MARGIN + (width - scene.bounds.width()) / 2.0, page.y) - scene.bounds.min.to_vec2();
        page.y += scene.bounds.height();
        let above = std::mem::take(&mut page.pieces);
        page.add_legend(map);
        page.add_cards(map);
        page.add_plans(map);
        page.add_gaps(map);
        let size = page.size();
        let Page { missing, pieces, .. } = page;

        let mut sheet = Sheet { size, title: map.title.trim().to_owned(), missing: Vec::new(), pieces: above };
        sheet.add_scene(scene, board);
        sheet.pieces.extend(pieces);
        sheet.missing.extend(scene.missing.iter().cloned());
        if !missing.is_empty() {
            sheet.missing.push(MissingGlyphs { note: None, characters: missing });
        }
        sheet
    }
}

impl Page<'_> {
    /// The title, and whom the map is about.
    fn add_head(&mut self, map: &EmpathyMap) {
        self.add_title("EMPATHY MAP", map);
        self.y += HEADING_GAP;
        let persona = &map.persona;
        if has_words(persona) {
            self.add(Role::Persona, |writer| {
                writer.card(CARD_PADDING, Ground::Page, |writer| write_persona(writer, persona));
            });
            self.y += PART_GAP;
        }
    }

    /// What the icons on the notes mean, with how many notes have them.
    fn add_legend(&mut self, map: &EmpathyMap) {
        let has_icons = |note: &Note| note.evidence.is_some() || note.feeling.is_some() || note.vote_total() > 0;
        if !map.notes.iter().any(has_icons) {
            return;
        }
        self.y += HEADING_GAP;
        self.add(Role::Legend, |writer| {
            for kind in Kind::ALL {
                let count = map.notes.iter().filter(|note| note.evidence == Some(kind)).count();
                if count > 0 {
                    let text = format!("{} · {count}", kind.label());
                    writer.entry(&text, |shapes, at| evidence_icon(shapes, at, kind, Ink::Muted));
                }
            }
            if let Some(feeling) = map.notes.iter().find_map(|note| note.feeling) {
                writer.entry("How it feels", |shapes, at| feeling_icon(shapes, at, feeling, Ink::Muted));
            }
            if map.notes.iter().any(|note| note.vote_total() > 0) {
                writer.entry("Votes", |shapes, at| {
                    let center = at + Vec2::splat(ICON_SIZE / 2.0);
                    shapes.push(Shape::Circle { center, radius: 3.75, fill: Ink::Muted, stroke: None });
                });
            }
            writer.end_row();
        });
    }

    /// Needs, motivations and tensions, in columns of about the same height.
    fn add_cards(&mut self, map: &EmpathyMap) {
        self.y += PART_GAP;
        let cards = cards_of(map);
        let (all, used) = used_notes(map);
        self.add(Role::Summary, |writer| {
            writer.text("Needs and motivations", Face::SemiBold, 20.0, 28.0, Ink::Text);
            writer.text(&counts(all, used), Face::Regular, 13.0, 20.0, Ink::Muted);
            if cards.is_empty() {
                writer.text("No needs, motivations or tensions yet", Face::Regular, 13.0, 20.0, Ink::Muted);
            }
        });
        if cards.is_empty() {
            return;
        }
        self.y += HEADING_GAP;
        let columns = self.columns_of(COLUMN);
        let drawn = drawn_cards(self.texts, map, &cards, self.column(columns), Shown::OnReport);
        self.add_columns(cards.iter().map(|card| card.role()).zip(drawn).collect(), columns);
    }
}

fn has_words(persona: &Persona) -> bool {
    [&persona.name, &persona.role, &persona.scenario, &persona.goal, &persona.about]
        .iter()
        .any(|text| !text.trim().is_empty())
}

fn write_persona(writer: &mut Writer<'_>, persona: &Persona) {
    let parts = [("Situation", &persona.scenario, 1.0), ("Goal", &persona.goal, 1.0), ("About", &persona.about, 1.8)];
    let told: Vec<_> = parts.into_iter().filter(|(_, text, _)| !text.trim().is_empty()).collect();
    let weights: Vec<f32> = told.iter().map(|(.., weight)| *weight).collect();
    let widths = shares(writer.width(), PERSONA_SHARE, &weights);
    writer.columns(0.0, &widths, TEXT_GAP, |place, writer| match place.checked_sub(1) {
        None => writer.portrait(persona),
        Some(place) => {
            let (name, text, _) = told[place];
            writer.text(name, Face::SemiBold, 11.0, 18.0, Ink::Accent);
            writer.text(text.trim(), Face::Regular, 14.0, 20.0, Ink::Text);
        }
    });
}
