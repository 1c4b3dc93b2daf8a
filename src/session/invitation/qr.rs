//! The QR code of an invitation.

use qrcode::types::Color;
use qrcode::{EcLevel, QrCode as Encoded};

/// The modules of a QR code: `true` is dark. Square, without the quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrCode {
    /// Modules a side.
    pub side: usize,
    /// Row by row.
    pub modules: Vec<bool>,
}

impl QrCode {
    /// The code of a text.
    ///
    /// # Errors
    /// When it is too long for one.
    pub fn of(text: &str) -> Result<Self, String> {
        // A projector's picture has no stains; fewer and larger modules are read from farther away.
        let encoded = Encoded::with_error_correction_level(text, EcLevel::L)
            .map_err(|_| "The link is too long for a QR code. Copy it instead.")?;
        let modules = encoded.to_colors().into_iter().map(|color| color == Color::Dark).collect();
        Ok(Self { side: encoded.width(), modules })
    }

    /// The code as lines of text for a dark terminal, two rows of modules a line, with its quiet zone.
    pub fn for_terminal(&self) -> String {
        const QUIET: usize = 2;
        let is_light = |x: usize, y: usize| {
            let inside = |at: usize| at.checked_sub(QUIET).filter(|at| *at < self.side);
            let module = inside(x).zip(inside(y)).and_then(|(x, y)| self.modules.get(y * self.side + x));
            !module.copied().unwrap_or(false)
        };
        let side = self.side + 2 * QUIET;
        let mut text = String::new();
        for y in (0..side).step_by(2) {
            for x in 0..side {
                text.push(match (is_light(x, y), y + 1 < side && is_light(x, y + 1)) {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    (false, false) => ' ',
                });
            }
            text.push('\n');
        }
        text
    }
}
