//! Symbols that no word list holds: token classes and the entities that code finds.
//!
//! The order gives each its number; rule files write them as `@name`.

use crate::program::Sym;

macro_rules! builtins {
    ($($name:ident = $text:literal, $about:literal;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u16)]
        enum Order { $($name),* }
        $(#[doc = $about] pub(crate) const $name: Sym = Order::$name as Sym;)*
        /// Every builtin's name in rule files, by number.
        #[allow(dead_code, reason = "used by build.rs")]
        pub(crate) const NAMES: &[&str] = &[$($text),*];
    };
}

builtins! {
    NUMBER = "number", "Digits.";
    EMOJI = "emoji", "Any emoji.";
    MENTION = "mention", "`@name`.";
    URL = "url", "A web address.";
    HASHTAG = "hashtag", "A word of a hashtag.";
    CAPITAL = "capital", "A word with a capital first letter, not first in its sentence.";
    SHOUTED = "shouted", "A word all in capitals.";
    UK_NHS = "uk_nhs", "NHS, CHI or H&C number.";
    UK_NINO = "uk_nino", "National Insurance number.";
    UK_POSTCODE = "uk_postcode", "Postcode.";
    PHONE_NUMBER = "phone_number", "Telephone number.";
    EMAIL_ADDRESS = "email_address", "E-mail address.";
    DATE = "date", "A calendar date with day and month, or day, month and year.";
    FULL_DATE = "full_date", "A date with its year.";
    CLOCK = "clock", "A time of day.";
    AGE = "age", "A person's age.";
    STREET_ADDRESS = "street_address", "House number and street.";
    HOSPITAL_NUMBER = "hospital_number", "Hospital, MRN or unit number.";
    BED_WARD = "bed_ward", "Bed, bay, room, cubicle, cell or ward with its number.";
    BED = "bed_space", "Bed, bay, room, cubicle or cell with its number: one person's place.";
    NMC_PIN = "nmc_pin", "Registration PIN.";
    PASSPORT = "passport_number", "Passport number.";
    DRIVING_LICENCE = "driving_licence", "Driver number of a licence.";
    BANK_ACCOUNT = "bank_account", "Sort code, account number or IBAN.";
    PAYMENT_CARD = "payment_card", "Payment card number.";
    VEHICLE_PLATE = "vehicle_plate", "Vehicle registration mark.";
    BIRTH_WEIGHT = "birth_weight", "A newborn's weight.";
    PERSON = "person", "A name: title and surname, given name and surname, or a given name alone.";
    FULL_NAME = "full_name", "A name with a title or a surname.";
    TITLED_NAME = "titled_name", "A name after Mr, Mrs, Ms, Miss or the like.";
    GIVEN = "given", "A given name alone.";
    INITIALS = "initials", "A person's initials with full stops.";
    STAFF_PERSON = "staff_person", "A name after a professional title.";
}

/// Word lists that code asks for by name, as `generated::TAG_…`; the build keeps them even where no
/// pattern does.
#[allow(dead_code, reason = "used by build.rs")]
pub(crate) const TAGS_FOR_CODE: &[&str] = &[
    "birth_event",
    "care_event",
    "care_place",
    "condition",
    "day_named",
    "given_name",
    "given_name_word",
    "kin",
    "occupation",
    "origin",
    "public_event",
    "rare_condition",
    "surname",
    "surname_word",
    "town",
    "uniqueness",
    "village_word",
    "when",
];
