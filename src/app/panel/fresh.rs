//! What is being added: it joins the map with its first letter, so that one step takes back both. Left without a letter,
//! it was never there.

use eframe::egui;
use egui::text_edit::TextEdit;
use egui::{Key, Modifiers, RichText};

use crate::app::theme::{self, metrics};
use crate::app::{Cx, ViewState, text_field};
use crate::document::{Edit, NeedField, TextTarget};
use crate::file::Depth;
use crate::model::{ItemRef, Motivation, Need, NoteId, Theme};
use crate::scene::Ink;

use super::field::{self, Field};
use super::style::{color, count, muted};
use super::{card, motivation, need, themes};

/// Something that is about to be added, without its text.
#[derive(Clone, Debug)]
pub enum Fresh {
    /// A need.
    Need(Box<Need>),
    /// A motivation.
    Motivation(Motivation),
    /// A theme with its notes.
    Theme(Theme, Vec<NoteId>),
}

/// The list in which something is being added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Needs.
    Needs,
    /// Motivations.
    Motivations,
    /// Themes.
    Themes,
}

impl Fresh {
    fn list(&self) -> List {
        match self {
            Self::Need(_) => List::Needs,
            Self::Motivation(_) => List::Motivations,
            Self::Theme(..) => List::Themes,
        }
    }

    fn item(&self) -> ItemRef {
        match self {
            Self::Need(need) => ItemRef::Need(need.id.clone()),
            Self::Motivation(motivation) => ItemRef::Motivation(motivation.id.clone()),
            Self::Theme(theme, _) => ItemRef::Theme(theme.id.clone()),
        }
    }

    fn target(&self) -> TextTarget {
        match self {
            Self::Need(need) => TextTarget::Need(need.id.clone(), NeedField::Statement),
            Self::Motivation(motivation) => TextTarget::Motivation(motivation.id.clone()),
            Self::Theme(theme, _) => TextTarget::Theme(theme.id.clone()),
        }
    }

    /// The field that the text is typed into: the same one that edits it later, so that typing just goes on.
    fn field(&self, depth: Depth) -> Field<'static> {
        match self {
            Self::Need(need) => need::statement_field(need, depth),
            Self::Motivation(motivation) => motivation::statement_field(motivation),
            Self::Theme(theme, _) => themes::title_field(theme),
        }
    }

    /// The notes that come along.
    fn notes(&self) -> &[NoteId] {
        match self {
            Self::Need(need) => &need.supports,
            Self::Motivation(motivation) => &motivation.supports,
            Self::Theme(_, notes) => notes,
        }
    }

    /// The edit that adds it with its first letters.
    fn add(self, text: String) -> Edit {
        match self {
            Self::Need(need) => Edit::AddNeed(Box::new(Need { statement: text, ..*need })),
            Self::Motivation(motivation) => Edit::AddMotivation(Motivation { statement: text, ..motivation }),
            Self::Theme(theme, notes) => Edit::AddTheme { theme: Theme { title: text, ..theme }, notes },
        }
    }
}

/// Opens the panel with a place for the text of something new.
pub fn begin(view: &mut ViewState, fresh: Fresh) {
    view.panel_open = true;
    view.panel.editing = None;
    view.focus_request = Some(field::id(&fresh.target()));
    view.panel.fresh = Some(fresh);
}

/// Forgets what was begun and is not shown any more.
pub fn settle(cx: &mut Cx<'_>) {
    let is_shown = |fresh: &Fresh| fresh.list() != List::Motivations || cx.view.depth >= Depth::Team;
    if !cx.view.panel_open || !cx.view.panel.fresh.as_ref().is_some_and(is_shown) {
        cx.view.panel.fresh = None;
    }
}

/// Whether something is being added to this list.
pub fn is_in(cx: &Cx<'_>, list: List) -> bool {
    cx.view.panel.fresh.as_ref().is_some_and(|fresh| fresh.list() == list)
}

/// Shows what is being added to a list, and adds it with its first letter.
pub fn show(ui: &mut egui::Ui, cx: &mut Cx<'_>, list: List) {
    let Some(fresh) = cx.view.panel.fresh.take_if(|fresh| fresh.list() == list) else { return };
    let (frame, kind) = match list {
        List::Needs => (card::frame(), "NEED"),
        List::Motivations => (card::frame(), "MOTIVATION"),
        List::Themes => (egui::Frame::new().corner_radius(metrics::RADIUS).inner_margin(8), "THEME"),
    };
    frame.fill(color(cx, Ink::AccentSoft)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 5.0;
        ui.label(RichText::new(kind).font(theme::semibold(11.0)).color(color(cx, Ink::Accent)));
        if let Fresh::Need(need) = &fresh {
            ui.add(egui::Label::new(muted(cx, need.subject(&cx.map.persona))).truncate());
        }
        let added = text_ui(ui, cx, &fresh);
        let backed = match fresh.notes().len() {
            0 => "Type a few words; notes can be attached later.".to_owned(),
            notes => format!("With {}", count(notes, "selected note")),
        };
        ui.label(muted(cx, backed));
        match added {
            Typed::Letters(text) => add(ui, cx, fresh, text),
            Typed::Nothing => cx.view.panel.fresh = Some(fresh),
            Typed::Left => {}
        }
    });
}

enum Typed {
    Nothing,
    Letters(String),
    Left,
}

fn text_ui(ui: &mut egui::Ui, cx: &mut Cx<'_>, fresh: &Fresh) -> Typed {
    let Field { target, name, hint, font, .. } = fresh.field(cx.view.depth);
    let id = field::id(&target);
    let (output, typed) = text_field::edit(ui, id, "", name, |ui, text| {
        field::dress(TextEdit::multiline(text), hint, font).return_key(None).id(id).show(ui)
    });
    let response = output.response.response;
    let by_escape = field::left_by_escape(ui, &response);
    let begins = field::take_focus(cx, &response);
    let by_enter = response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    match typed {
        Some(change) => Typed::Letters(change.after),
        None if begins || (response.has_focus() && !by_enter && !by_escape) => Typed::Nothing,
        None => Typed::Left,
    }
}

fn add(ui: &egui::Ui, cx: &mut Cx<'_>, fresh: Fresh, text: String) {
    let (item, target) = (fresh.item(), fresh.target());
    // Its card may reach below the view.
    cx.view.focus_request = Some(field::id(&target));
    cx.out.edit(fresh.add(text));
    cx.view.typing = Some(text_field::Typing::new(target, ui.input(|input| input.time)));
    cx.view.panel.editing = Some(item);
}
