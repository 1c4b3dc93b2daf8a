//! The maps that come with the program.

/// A map that comes with the program.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// Its title, in the language of the window.
    pub title: &'static str,
    /// What it shows, one sentence.
    pub about: &'static str,
    /// Its file.
    pub json: &'static [u8],
}

/// The maps that come with the program.
pub const SAMPLES: &[Sample] = &[
    Sample {
        title: "Dana and the surprising bill",
        about: "A complaint on the phone that turns around",
        json: include_bytes!("../../../maps/dana.json"),
    },
    Sample {
        title: "Marek and the broken gift",
        about: "A disappointed post in public",
        json: include_bytes!("../../../maps/marek.json"),
    },
    Sample {
        title: "Six nurses and one roster",
        about: "Six interviews, with evidence and sources",
        json: include_bytes!("../../../maps/nurses.json"),
    },
    Sample {
        title: "Setsuko’s first smartphone",
        about: "In Japanese, with emoji",
        json: include_bytes!("../../../maps/setsuko.json"),
    },
];
