//! How far a long export is, shared with whoever waits for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use super::ExportError;

/// Shares of the work that are told apart.
const STEPS: f32 = 1000.0;

/// How far a long export is; clones share it, so that one thread works and another shows it or cancels.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    state: Arc<State>,
}

#[derive(Debug, Default)]
struct State {
    steps: AtomicU32,
    cancelled: AtomicBool,
}

impl Progress {
    /// The share of the work that is done, from 0 to 1.
    pub fn share(&self) -> f32 {
        self.state.steps.load(Ordering::Relaxed) as f32 / STEPS
    }

    /// Asks the work to stop soon.
    pub fn cancel(&self) {
        self.state.cancelled.store(true, Ordering::Relaxed);
    }

    /// Tells that this share of the work is done.
    ///
    /// # Errors
    /// [`ExportError::Cancelled`] when the work should stop.
    pub fn tell(&self, share: f32) -> Result<(), ExportError> {
        self.state.steps.store((share.clamp(0.0, 1.0) * STEPS) as u32, Ordering::Relaxed);
        if self.state.cancelled.load(Ordering::Relaxed) { Err(ExportError::Cancelled) } else { Ok(()) }
    }
}
