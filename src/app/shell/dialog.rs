//! A message or a question in the middle of the window. What is answered goes to the outbox.

use eframe::egui;
use egui::{Button, Id, Key, Modifiers, RichText};

use crate::app::theme::semibold;
use crate::app::{App, Message};
use crate::model::Tone;
use crate::scene::Ink;

use super::{Flow, widgets};

/// Something that the person must know or decide before going on.
#[derive(Clone, Debug)]
pub struct Dialog {
    /// The heading: what happened or what is asked.
    pub title: String,
    /// What it means and what can be done.
    pub body: String,
    /// The answers, the usual one first. Never empty.
    pub answers: Vec<Answer>,
}

/// A button of a [`Dialog`].
#[derive(Clone, Debug)]
pub struct Answer {
    /// The words on the button: a verb.
    pub label: String,
    /// What is wished when it is chosen.
    pub wishes: Vec<Message>,
    /// What kind of answer it is.
    pub kind: AnswerKind,
}

/// How an answer looks and which key gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerKind {
    /// The usual answer: in the accent colour, also given with Enter.
    Usual,
    /// Another answer.
    Other,
    /// An answer that loses something.
    Risky,
    /// Does nothing: also given with Escape.
    Cancel,
}

impl Dialog {
    /// A message with nothing to decide.
    pub fn notice(title: impl Into<String>, body: impl Into<String>) -> Self {
        Self::question(title, body).answer(AnswerKind::Usual, "OK", [])
    }

    /// A question; add its answers with [`Self::answer`].
    pub fn question(title: impl Into<String>, body: impl Into<String>) -> Self {
        Self { title: title.into(), body: body.into(), answers: Vec::new() }
    }

    /// Adds an answer and what it wishes for.
    #[must_use]
    pub fn answer(
        mut self,
        kind: AnswerKind,
        label: impl Into<String>,
        wishes: impl IntoIterator<Item = Message>,
    ) -> Self {
        self.answers.push(Answer { label: label.into(), wishes: wishes.into_iter().collect(), kind });
        self
    }

    /// Adds the answer that does nothing.
    #[must_use]
    pub fn cancel(self) -> Self {
        self.answer(AnswerKind::Cancel, "Cancel", [])
    }
}

impl Dialog {
    /// Shows it until it is answered.
    pub(super) fn show(&self, app: &mut App, ctx: &egui::Context, id: Id, first: bool) -> Flow {
        let mut given = None;
        let modal = widgets::modal(ctx, id, &self.title, 480.0, |ui| {
            widgets::heading(ui, &self.title);
            ui.add_space(2.0);
            widgets::scroll(ui, 100.0, |ui| {
                ui.add(egui::Label::new(RichText::new(&self.body)).wrap().selectable(true));
            });
            ui.add_space(12.0);
            given = self.answers_ui(ui, first);
        });
        if given.is_none() && modal.should_close() {
            given = self.answers.iter().find(|answer| answer.kind == AnswerKind::Cancel).or(match &self.answers[..] {
                [only] => Some(only),
                _ => None,
            });
        }
        let Some(answer) = given else { return Flow::Stay };
        for wish in &answer.wishes {
            app.outbox().push(wish.clone());
        }
        Flow::Close
    }

    fn answers_ui(&self, ui: &mut egui::Ui, first: bool) -> Option<&Answer> {
        let mut given = None;
        let on_button = ui.memory(|memory| memory.focused().is_some());
        if !on_button && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
            given = self.answers.iter().find(|answer| answer.kind == AnswerKind::Usual);
        }
        widgets::buttons_row(ui, |ui| {
            for answer in &self.answers {
                let response = ui.add(answer.button(ui));
                if first && answer.kind == AnswerKind::Usual {
                    response.request_focus();
                }
                if response.clicked() {
                    given = Some(answer);
                }
            }
        });
        given
    }
}

impl Answer {
    fn button(&self, ui: &egui::Ui) -> Button<'static> {
        match self.kind {
            AnswerKind::Usual => widgets::primary(&self.label, ui),
            AnswerKind::Other | AnswerKind::Cancel => widgets::secondary(&self.label),
            AnswerKind::Risky => {
                let color = widgets::color(ui, Ink::Strong(Tone::Rose));
                Button::new(RichText::new(&self.label).font(semibold(13.5)).color(color))
                    .min_size(egui::vec2(72.0, 34.0))
            }
        }
    }
}
