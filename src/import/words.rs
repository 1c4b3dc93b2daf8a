//! What the titles of columns, headings and frames mean: which quadrant somebody had in mind, in several languages.

use crate::model::{Quadrant, QuadrantId};

/// What a part of an empathy map is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    Thinks,
    Feels,
    Does,
    Says,
    Pains,
    Gains,
    Sees,
    Hears,
}

use Meaning::{Does, Feels, Gains, Hears, Pains, Says, Sees, Thinks};

/// Words in lower case, one language a line: English, German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Polish,
/// Russian, Japanese, Chinese.
const WORDS: &[(Meaning, &[&str])] = &[
    (Thinks, &["thinks", "think", "thinking", "thought", "thoughts", "beliefs", "mind"]),
    (Thinks, &["denkt", "denken", "gedanken", "gedanke", "glaubt"]),
    (Thinks, &["pense", "penser", "pensées", "pensee", "pensees"]),
    (Thinks, &["piensa", "piensan", "pensar", "pensamientos"]),
    (Thinks, &["pensa", "pensam", "pensamentos"]),
    (Thinks, &["pensieri", "pensano"]),
    (Thinks, &["gedachten", "gedachte"]),
    (Thinks, &["tänker", "tankar"]),
    (Thinks, &["myśli"]),
    (Thinks, &["думает", "мысли", "думают"]),
    (Thinks, &["考える", "考え", "思考", "考えていること"]),
    (Thinks, &["想法", "所想", "想"]),
    (Feels, &["feels", "feel", "feeling", "feelings", "felt", "emotion", "emotions"]),
    (Feels, &["fühlt", "fühlen", "gefühl", "gefühle", "emotionen"]),
    (Feels, &["ressent", "ressentir", "ressenti", "sentiments", "émotions"]),
    (Feels, &["siente", "sienten", "sentir", "sentimientos", "emociones"]),
    (Feels, &["sente", "sentem", "sentimentos", "emoções"]),
    (Feels, &["prova", "sentimenti", "emozioni"]),
    (Feels, &["voelt", "voelen", "gevoel", "gevoelens"]),
    (Feels, &["känner", "känslor"]),
    (Feels, &["czuje", "uczucia", "emocje"]),
    (Feels, &["чувствует", "чувства", "эмоции"]),
    (Feels, &["感じる", "感情", "気持ち"]),
    (Feels, &["感受", "感觉", "所感"]),
    (
        Does,
        &[
            "does",
            "do",
            "doing",
            "did",
            "acts",
            "action",
            "actions",
            "behaviour",
            "behaviours",
            "behavior",
            "behaviors",
        ],
    ),
    (Does, &["tut", "macht", "handelt", "handlungen", "verhalten"]),
    (Does, &["fait", "faire", "comportement", "comportements"]),
    (Does, &["hace", "hacen", "hacer", "acciones"]),
    (Does, &["faz", "fazem", "fazer", "ações"]),
    (Does, &["fa", "fanno", "azioni"]),
    (Does, &["doet", "doen", "acties", "gedrag"]),
    (Does, &["gör", "handlingar"]),
    (Does, &["robi", "działania"]),
    (Does, &["делает", "делают", "действия"]),
    (Does, &["する", "行動", "行動すること"]),
    (Does, &["做", "行为", "所做"]),
    (Says, &["says", "say", "saying", "said", "quotes"]),
    (Says, &["sagt", "sagen", "zitate"]),
    (Says, &["dit", "dire", "citations"]),
    (Says, &["dice", "dicen", "decir", "citas"]),
    (Says, &["diz", "dizem", "dizer"]),
    (Says, &["dicono", "citazioni"]),
    (Says, &["zegt", "zeggen"]),
    (Says, &["säger"]),
    (Says, &["mówi"]),
    (Says, &["говорит", "говорят"]),
    (Says, &["言う", "発言", "言っていること"]),
    (Says, &["说", "所说"]),
    (
        Pains,
        &["pain", "pains", "frustration", "frustrations", "obstacle", "obstacles", "problem", "problems", "blockers"],
    ),
    (Pains, &["struggles", "challenges", "painpoint", "painpoints"]),
    (Pains, &["schmerz", "schmerzen", "schmerzpunkte", "probleme", "frust", "hindernisse"]),
    (Pains, &["douleur", "douleurs", "irritants", "problèmes", "freins", "frustrant"]),
    (Pains, &["dolor", "dolores", "frustraciones", "problemas", "obstáculos"]),
    (Pains, &["dor", "dores", "frustrações"]),
    (Pains, &["dolori", "frustrazioni", "problemi"]),
    (Pains, &["pijn", "pijnpunten", "frustraties", "problemen"]),
    (Pains, &["smärtor", "smärtpunkter", "problem"]),
    (Pains, &["bóle", "problemy", "frustracje"]),
    (Pains, &["боли", "проблемы"]),
    (Pains, &["痛み", "悩み", "ペイン", "課題", "不満"]),
    (Pains, &["痛点", "痛苦"]),
    (Gains, &["gain", "gains", "benefits", "hopes", "wants", "goals"]),
    (Gains, &["gewinn", "gewinne", "nutzen", "wünsche", "ziele"]),
    (Gains, &["bénéfices", "ganancias", "beneficios", "ganhos", "guadagni", "voordelen", "korzyści", "выгоды"]),
    (Gains, &["ゲイン", "得られるもの", "收益"]),
    (Sees, &["sees", "see", "sieht", "voit", "ve", "vê", "vede", "ziet", "ser", "widzi", "видит", "見る", "看"]),
    (
        Hears,
        &[
            "hears",
            "hear",
            "hört",
            "entend",
            "oye",
            "escucha",
            "ouve",
            "hoort",
            "hör",
            "słyszy",
            "слышит",
            "聞く",
            "听",
        ],
    ),
];

/// Words that may stand beside those above and change nothing.
const FILLERS: &[&str] = &[
    "a",
    "about",
    "and",
    "are",
    "client",
    "customer",
    "customers",
    "des",
    "die",
    "doing",
    "et",
    "for",
    "has",
    "have",
    "he",
    "her",
    "his",
    "in",
    "is",
    "kunde",
    "les",
    "of",
    "on",
    "or",
    "our",
    "person",
    "persona",
    "point",
    "points",
    "s",
    "she",
    "sie",
    "sind",
    "the",
    "their",
    "they",
    "und",
    "user",
    "users",
    "was",
    "we",
    "what",
    "y",
];

/// Verbs that also help to ask for something else: “What does she think?”
const AUXILIARIES: &[&str] = &["do", "does", "did"];

fn words(title: &str) -> Vec<String> {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn meaning(title: &str) -> Option<Meaning> {
    // A sentence is a note, not a title.
    const LONGEST: usize = 8;
    let words = words(title);
    if words.len() > LONGEST {
        return None;
    }
    let mut asked = None;
    let mut helped = None;
    for word in &words {
        let known = WORDS.iter().find(|(_, known)| known.contains(&word.as_str()));
        match known {
            Some((meaning, _)) if AUXILIARIES.contains(&word.as_str()) => helped = helped.or(Some(*meaning)),
            Some((meaning, _)) => asked = asked.or(Some(*meaning)),
            None if FILLERS.contains(&word.as_str()) || word.chars().all(char::is_numeric) => {}
            None => return None,
        }
    }
    asked.or(helped)
}

/// Whether a title is one that parts of an empathy map have.
pub(super) fn is_quadrant_title(title: &str) -> bool {
    meaning(title).is_some()
}

/// Whether two titles are the same for a person.
pub(super) fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim(), b.trim());
    !a.is_empty() && (a == b || a.to_lowercase() == b.to_lowercase())
}

/// The quadrant that is called so.
pub(super) fn named<'q>(title: &str, quadrants: &'q [Quadrant]) -> Option<&'q QuadrantId> {
    quadrants.iter().find(|q| is_same(&q.title, title) || is_same(q.id.as_str(), title)).map(|quadrant| &quadrant.id)
}

/// The quadrant that somebody had in mind who wrote this title.
pub(super) fn quadrant<'q>(title: &str, quadrants: &'q [Quadrant]) -> Option<&'q QuadrantId> {
    if let Some(id) = named(title, quadrants) {
        return Some(id);
    }
    let asked = meaning(title)?;
    // Our usual map has one quadrant for what people do and say.
    let alike = match asked {
        Says => Some(Does),
        Does => Some(Says),
        _ => None,
    };
    let about = |wanted: Meaning| {
        quadrants.iter().find(|q| meaning(q.id.as_str()) == Some(wanted) || meaning(&q.title) == Some(wanted))
    };
    about(asked).or_else(|| about(alike?)).map(|quadrant| &quadrant.id)
}
