//! Fonts and the breaking of text into finished lines.

/// A font face that runs are painted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// Inter Regular, and the operating system's fonts for what it lacks.
    Regular,
    /// Inter SemiBold, likewise.
    SemiBold,
    /// Twemoji, in colour.
    Emoji,
}

/// The bundled fonts and those of the operating system, headless.
pub struct FontBook {}

#[allow(unused_variables)] // Bodies follow.
impl FontBook {
    /// The name of the font family that a window must define for each face, bundled font first.
    pub fn family(face: Face) -> epaint::FontFamily {
        match face {
            Face::Regular => epaint::FontFamily::Proportional,
            Face::SemiBold => epaint::FontFamily::Name("semibold".into()),
            Face::Emoji => epaint::FontFamily::Name("emoji".into()),
        }
    }

    /// The bundled fonts as egui wants them: the families of all faces.
    pub fn definitions() -> epaint::text::FontDefinitions {
        todo!()
    }

    /// The bundled fonts, and with `system` those of the operating system for what they lack.
    pub fn new(system: bool) -> Self {
        todo!()
    }
}
