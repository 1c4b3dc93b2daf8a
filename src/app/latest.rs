//! Work on what a person chose last, on a thread of its own: what they chose before is given up.

use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread;

use eframe::egui;

use crate::export::Progress;

/// A thread that answers the latest question, and only that one.
///
/// Dropping it ends the thread soon.
pub struct Latest<Q, A> {
    questions: Sender<Question<Q>>,
    answers: Receiver<(u64, A)>,
    /// How many questions were asked.
    asked: u64,
    progress: Progress,
}

struct Question<Q> {
    number: u64,
    what: Q,
    progress: Progress,
}

impl<Q: Send + 'static, A: Send + 'static> Latest<Q, A> {
    /// Starts the thread. `work` answers a question, or gives it up when its progress is cancelled.
    pub fn start(wake: egui::Context, mut work: impl FnMut(Q, &Progress) -> Option<A> + Send + 'static) -> Self {
        let (questions, asked) = channel::<Question<Q>>();
        let (answer, answers) = channel();
        thread::spawn(move || {
            while let Ok(question) = asked.recv() {
                let question = asked.try_iter().last().unwrap_or(question);
                if let Some(found) = work(question.what, &question.progress)
                    && answer.send((question.number, found)).is_err()
                {
                    return;
                }
                wake.request_repaint();
            }
        });
        Self { questions, answers, asked: 0, progress: Progress::default() }
    }

    /// Asks; the question before is given up.
    pub fn ask(&mut self, what: Q) {
        self.progress.cancel();
        self.progress = Progress::default();
        self.asked += 1;
        let question = Question { number: self.asked, what, progress: self.progress.clone() };
        // Without its thread nothing is answered; `answer` says so.
        let _ = self.questions.send(question);
    }

    /// The answer to the latest question, once.
    ///
    /// # Errors
    /// When the thread has failed, so that there will be none.
    pub fn answer(&mut self) -> Result<Option<A>, Failed> {
        loop {
            match self.answers.try_recv() {
                Ok((number, answer)) if number == self.asked => return Ok(Some(answer)),
                Ok(_) => {}
                Err(TryRecvError::Empty) => return Ok(None),
                Err(TryRecvError::Disconnected) => return Err(Failed),
            }
        }
    }
}

impl<Q, A> Drop for Latest<Q, A> {
    fn drop(&mut self) {
        self.progress.cancel();
    }
}

/// The thread has failed in a way that should not happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failed;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_latest_question_is_answered_and_the_one_before_is_cancelled() {
        let (begun, begins) = channel();
        let mut latest = Latest::start(egui::Context::default(), move |question: u32, progress: &Progress| {
            begun.send(()).expect("the test waits");
            while question == 1 && progress.tell(0.5).is_ok() {
                thread::yield_now();
            }
            Some(question)
        });
        latest.ask(1);
        begins.recv().expect("the first is being worked on");
        latest.ask(2);
        latest.ask(3);
        let answer = loop {
            if let Some(answer) = latest.answer().expect("the thread lives") {
                break answer;
            }
            thread::yield_now();
        };
        assert_eq!(answer, 3);
        assert_eq!(latest.answer(), Ok(None), "it is answered once");
    }

    #[test]
    fn a_thread_that_fails_is_told() {
        let mut latest =
            Latest::start(egui::Context::default(), |_: (), _: &Progress| -> Option<()> { panic!("on purpose") });
        latest.ask(());
        while latest.answer() == Ok(None) {
            thread::yield_now();
        }
        assert_eq!(latest.answer(), Err(Failed));
    }
}
