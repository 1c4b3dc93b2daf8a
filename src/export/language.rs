//! The language that a map is written in, for programs that read it aloud.

use whatlang::Lang;

use crate::model::EmpathyMap;

/// As much text as is looked at, in bytes: more does not change the answer.
const LOOKED_AT: usize = 20_000;

/// The language of most of the map's texts, as BCP 47 names it; `None` when there is too little text to be sure, for a wrong
/// language makes a screen reader unintelligible, and no language lets it use its own.
///
/// The file does not say in which language people wrote, so their words have to.
pub(super) fn of(map: &EmpathyMap) -> Option<&'static str> {
    let mut text = String::new();
    let notes = map.notes.iter().map(|note| &note.text);
    let needs = map.needs.iter().flat_map(|need| [&need.statement, &need.because, &need.when, &need.so_that]);
    let motivations = map.motivations.iter().map(|motivation| &motivation.statement);
    for part in [&map.title].into_iter().chain(notes).chain(needs).chain(motivations) {
        text.push_str(part);
        text.push('\n');
        if text.len() > LOOKED_AT {
            break;
        }
    }
    let info = whatlang::detect(&text)?;
    info.is_reliable().then(|| tag(info.lang()))
}

/// The shortest tag of a language.
fn tag(language: Lang) -> &'static str {
    match language {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
    }
}
