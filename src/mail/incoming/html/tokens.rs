//! The tokens of HTML, in their order.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// A token that matters.
#[derive(Debug)]
pub(super) enum Piece {
    Open(Element),
    Close(String),
    Words(String),
}

/// An element that opens.
#[derive(Debug)]
pub(super) struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| attribute.0 == name).map(|attribute| &*attribute.1)
    }

    /// Its style, in lower case without blanks.
    pub fn style(&self) -> String {
        self.get("style").unwrap_or_default().chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase()
    }
}

/// The tokens, unless there are too many of them.
pub(super) fn of(html: &str, most: usize) -> Option<Vec<Piece>> {
    let sink = Sink { pieces: RefCell::default(), tags: RefCell::new(0), most };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(html));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let tags = *tokenizer.sink.tags.borrow();
    (tags <= most).then(|| tokenizer.sink.pieces.take())
}

struct Sink {
    pieces: RefCell<Vec<Piece>>,
    tags: RefCell<usize>,
    most: usize,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if *self.tags.borrow() > self.most {
            return TokenSinkResult::Continue;
        }
        let mut pieces = self.pieces.borrow_mut();
        match token {
            Token::TagToken(tag) => {
                *self.tags.borrow_mut() += 1;
                return self.tag(tag, &mut pieces);
            }
            Token::CharacterTokens(words) => match pieces.last_mut() {
                Some(Piece::Words(before)) => before.push_str(&words),
                _ => pieces.push(Piece::Words(words.to_string())),
            },
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Sink {
    fn tag(&self, tag: Tag, pieces: &mut Vec<Piece>) -> TokenSinkResult<()> {
        let name = tag.name.to_string();
        let raw = match &*name {
            "script" => Some(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
            "title" | "textarea" => Some(RawKind::Rcdata),
            _ => None,
        };
        if tag.kind == TagKind::EndTag {
            pieces.push(Piece::Close(name));
            return TokenSinkResult::Continue;
        }
        let attributes =
            tag.attrs.iter().map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string())).collect();
        pieces.push(Piece::Open(Element { name, attributes }));
        match raw {
            Some(kind) if !tag.self_closing => TokenSinkResult::RawData(kind),
            _ => TokenSinkResult::Continue,
        }
    }
}
