//! Texts that stay the same from one scene to the next, measured once.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Face, FontBook, TextBlock};

/// Texts kept before all are forgotten; headings, sources, themes and the panel of a large map are a few thousand.
const KEPT: usize = 8192;

/// Measures texts and remembers the short ones.
pub(super) struct Texts {
    pub fonts: FontBook,
    known: HashMap<(String, Face, u32, u32), Arc<TextBlock>>,
}

impl Texts {
    pub fn new(fonts: FontBook) -> Self {
        Self { fonts, known: HashMap::new() }
    }

    /// `text` broken into lines no wider than `width`, from memory where it was asked for before.
    pub fn block(&mut self, text: &str, face: Face, size: f32, width: f32) -> Arc<TextBlock> {
        let key = (text.to_owned(), face, size.to_bits(), width.to_bits());
        if let Some(block) = self.known.get(&key) {
            return block.clone();
        }
        if self.known.len() >= KEPT {
            self.known.clear();
        }
        let block = Arc::new(self.fonts.break_text(text, face, size, width));
        self.known.insert(key, block.clone());
        block
    }
}
