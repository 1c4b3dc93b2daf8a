//! A message or a question in the middle of the window. What is answered goes to the outbox.

use crate::app::Message;

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
