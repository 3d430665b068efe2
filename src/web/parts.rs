//! What stands on many pages and is the same on each: the frame, and parts of lists and forms. A layout and a macro are
//! compiled anew for every page that has them; these are compiled once. Used by `templates/layouts` and, through
//! their macros, `templates/shared`.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::error::FieldErrors;
use crate::web::page::Page;

/// Declares parts: the name, its template, its fields.
macro_rules! parts {
    ($($(#[$about:meta])* $name:ident, $path:literal, { $($field:ident: $type:ty),+ $(,)? };)+) => {$(
        $(#[$about])*
        #[derive(Template)]
        #[template(path = $path)]
        pub struct $name<'a> {
            $($field: $type,)+
        }

        impl HtmlSafe for $name<'_> {}
    )+};
}

parts! {
    /// What stands in every head.
    Head, "layouts/head.html", { page: &'a Page };
    /// Up to the content.
    Opening, "layouts/opening.html", { page: &'a Page };
    /// Announcements and what has just been done.
    Notes, "layouts/notes.html", { page: &'a Page };
    /// The footer.
    Closing, "layouts/closing.html", { page: &'a Page };
    /// A picture of `assets/icons.svg`.
    Icon, "parts/icon.html", { page: &'a Page, name: &'a str };
    /// What is said where a list has nothing.
    Empty, "parts/empty.html", { icon: Icon<'a>, title: &'a str, text: &'a str, href: &'a str, label: &'a str };
    /// The way to the pages before and after.
    Pager, "parts/pager.html", { page: &'a Page, prev: Option<&'a String>, next: Option<&'a String>, total: &'a str };
    /// The name of a field.
    Label, "parts/label.html", { page: &'a Page, name: &'a str, label: &'a str, is_optional: bool };
    /// A sentence under the name of a field.
    Hint, "parts/hint.html", { name: &'a str, hint: &'a str };
    /// What is wrong with a field.
    Mistake, "parts/mistake.html", { page: &'a Page, name: &'a str, sentence: Option<String> };
    /// Attributes that lead from a field to its hint and mistake.
    Aria, "parts/aria.html", { name: &'a str, has_hint: bool, is_wrong: bool };
    /// Everything that is wrong with a form.
    Summary, "parts/summary.html", { page: &'a Page, errors: &'a FieldErrors };
}

/// Texts are passed as templates have them: `&str`, `&String`, a reference to either.
impl Page {
    /// What stands in every head.
    pub fn head(&self) -> Head<'_> {
        Head { page: self }
    }

    /// The page up to its content.
    pub fn opening(&self) -> Opening<'_> {
        Opening { page: self }
    }

    /// What stands before the content of every page.
    pub fn notes(&self) -> Notes<'_> {
        Notes { page: self }
    }

    /// The end of every page.
    pub fn closing(&self) -> Closing<'_> {
        Closing { page: self }
    }

    /// `parts::icon`.
    pub fn icon<'a>(&'a self, name: &'a (impl AsRef<str> + ?Sized)) -> Icon<'a> {
        Icon { page: self, name: name.as_ref() }
    }

    /// `parts::empty`.
    pub fn empty<'a>(
        &'a self,
        picture: &'a (impl AsRef<str> + ?Sized),
        title: &'a (impl AsRef<str> + ?Sized),
        text: &'a (impl AsRef<str> + ?Sized),
        href: &'a (impl AsRef<str> + ?Sized),
        label: &'a (impl AsRef<str> + ?Sized),
    ) -> Empty<'a> {
        let [title, text, href, label] = [title.as_ref(), text.as_ref(), href.as_ref(), label.as_ref()];
        Empty { icon: self.icon(picture), title, text, href, label }
    }

    /// `parts::pager`.
    pub fn pager<'a>(
        &'a self,
        prev: Option<&'a String>,
        next: Option<&'a String>,
        total: &'a (impl AsRef<str> + ?Sized),
    ) -> Pager<'a> {
        Pager { page: self, prev, next, total: total.as_ref() }
    }

    /// `forms::label_of`.
    pub fn label<'a>(
        &'a self,
        name: &'a (impl AsRef<str> + ?Sized),
        label: &'a (impl AsRef<str> + ?Sized),
        is_optional: bool,
    ) -> Label<'a> {
        Label { page: self, name: name.as_ref(), label: label.as_ref(), is_optional }
    }

    /// `forms::hint_of`.
    pub fn hint<'a>(&self, name: &'a (impl AsRef<str> + ?Sized), hint: &'a (impl AsRef<str> + ?Sized)) -> Hint<'a> {
        Hint { name: name.as_ref(), hint: hint.as_ref() }
    }

    /// `forms::error_of`.
    pub fn mistake<'a>(&'a self, errors: &FieldErrors, name: &'a (impl AsRef<str> + ?Sized)) -> Mistake<'a> {
        let name = name.as_ref();
        Mistake { page: self, name, sentence: self.field_error(errors, name) }
    }

    /// `forms::aria_of`.
    pub fn aria<'a>(
        &self,
        errors: &FieldErrors,
        name: &'a (impl AsRef<str> + ?Sized),
        hint: &'a (impl AsRef<str> + ?Sized),
    ) -> Aria<'a> {
        let name = name.as_ref();
        Aria { name, has_hint: !hint.as_ref().is_empty(), is_wrong: errors.of(name).is_some() }
    }

    /// `forms::summary`.
    pub fn summary<'a>(&'a self, errors: &'a FieldErrors) -> Summary<'a> {
        Summary { page: self, errors }
    }
}
