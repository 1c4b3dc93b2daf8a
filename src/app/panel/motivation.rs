//! The card of a motivation.

use eframe::egui;
use egui::RichText;

use crate::app::{Cx, theme};
use crate::document::{LinkSet, TextTarget};
use crate::file::Depth;
use crate::model::{ItemRef, Motivation};
use crate::scene::Ink;

use super::card::{self, Card};
use super::field::{self, Field};
use super::links::{Links, chips};
use super::need::words;
use super::strength;
use super::style::{color, muted, shortened};

/// Shows the card of a motivation. Returns where it is.
pub fn show(ui: &mut egui::Ui, cx: &mut Cx<'_>, motivation: &Motivation) -> egui::Rect {
    let statement = motivation.statement.trim();
    let card = Card {
        item: ItemRef::Motivation(motivation.id.clone()),
        kind: "MOTIVATION",
        name: format!("Motivation: {}", if statement.is_empty() { "…" } else { statement }),
        links: Links {
            supports: &motivation.supports,
            contradicts: &motivation.contradicts,
            support_set: LinkSet::MotivationSupports(motivation.id.clone()),
            contradict_set: LinkSet::MotivationContradicts(motivation.id.clone()),
        },
        takes_notes: true,
    };
    card.show(ui, cx, |ui, cx| {
        text(ui, cx, motivation, &card.item);
        ui.add_space(3.0);
        let judged = cx.view.judgement.of(cx.map);
        let strength = judged.motivations.get(&motivation.id).filter(|_| cx.view.depth == Depth::Research);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(6.0, 5.0);
            chips(ui, cx, &card.links);
            if let Some(strength) = strength {
                strength::tag(ui, cx, strength, &card.links);
            }
        });
        if let Some(strength) = strength {
            ui.add(egui::Label::new(muted(cx, strength.reason.as_str())).wrap());
            named_by(ui, cx, motivation);
        }
    })
}

/// The field for what drives them.
pub fn statement_field(motivation: &Motivation) -> Field<'static> {
    let target = TextTarget::Motivation(motivation.id.clone());
    let field = Field::new(target, "Statement", "What drives them? Such as “being taken seriously”");
    Field { font: theme::semibold(14.5), ..field }
}

fn text(ui: &mut egui::Ui, cx: &mut Cx<'_>, motivation: &Motivation, item: &ItemRef) {
    let target = TextTarget::Motivation(motivation.id.clone());
    let field = field::id(&target);
    if card::is_editing(ui, cx, item, &[field]) {
        if statement_field(motivation).show(ui, cx) {
            card::finish(ui, cx, item);
        }
        return;
    }
    let statement = motivation.statement.trim();
    let (shown, ink) =
        if statement.is_empty() { ("…".into(), Ink::Muted) } else { (capitalised(statement), Ink::Text) };
    let shown = RichText::new(shown).font(theme::semibold(15.0)).color(color(cx, ink));
    if words(ui, shown, "Edit motivation") {
        card::edit(cx, item.clone(), field);
    }
}

/// A statement is a phrase in lower case, but stands here as a heading.
fn capitalised(phrase: &str) -> String {
    let mut letters = phrase.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Which needs name this motivation.
fn named_by(ui: &mut egui::Ui, cx: &Cx<'_>, motivation: &Motivation) {
    let persona = &cx.map.persona;
    let needs: Vec<String> = (cx.map.needs.iter())
        .filter(|need| need.motivations.contains(&motivation.id))
        .map(|need| shortened(&need.sentence(persona), 60))
        .collect();
    if !needs.is_empty() {
        ui.add(egui::Label::new(muted(cx, format!("Behind “{}”", needs.join("”, “")))).wrap());
    }
}
