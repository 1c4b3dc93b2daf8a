//! Colours: every text can be read on its ground.

use empathy_map::model::Tone;
use empathy_map::scene::{Ink, Palette};

/// Relative luminance as in WCAG 2.
fn luminance(palette: Palette, ink: Ink) -> f64 {
    let color = palette.color(ink);
    let linear = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
}

fn contrast(palette: Palette, text: Ink, ground: Ink) -> f64 {
    let (a, b) = (luminance(palette, text), luminance(palette, ground));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Every pair of text and ground that a scene, the summary or the window paints.
fn pairs() -> Vec<(Ink, Ink)> {
    let mut pairs = vec![
        (Ink::Accent, Ink::AccentSoft),
        (Ink::OnAccent, Ink::Accent),
        (Ink::Accent, Ink::Surface),
        (Ink::Accent, Ink::Page),
        (Ink::Text, Ink::AccentSoft),
    ];
    for text in [Ink::Text, Ink::Muted] {
        pairs.extend([Ink::Page, Ink::Surface].map(|ground| (text, ground)));
        pairs.extend(Tone::ALL.into_iter().flat_map(|tone| [(text, Ink::Ground(tone)), (text, Ink::Paper(tone))]));
    }
    pairs.extend(Tone::ALL.into_iter().flat_map(|tone| {
        [
            (Ink::Strong(tone), Ink::Ground(tone)),
            (Ink::Strong(tone), Ink::Paper(tone)),
            (Ink::Strong(tone), Ink::Surface),
        ]
    }));
    pairs.extend((0..8).map(|theme| (Ink::OnAccent, Ink::Theme(theme))));
    pairs
}

#[test]
fn every_text_stands_out_from_its_ground() {
    let mut faint = Vec::new();
    for palette in [Palette::Light, Palette::Dark, Palette::Print] {
        for (text, ground) in pairs() {
            let contrast = contrast(palette, text, ground);
            if contrast < 4.5 {
                faint.push(format!("{palette:?}: {text:?} on {ground:?} has {contrast:.2}"));
            }
        }
    }
    assert!(faint.is_empty(), "{}", faint.join("\n"));
}
