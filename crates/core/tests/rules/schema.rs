//! assets/schema is generated from the types and never lags behind them.

/// With `--features schema`: `ZICHA_WRITE_SCHEMA=1` writes the files anew.
#[cfg(feature = "schema")]
#[test]
fn the_published_schemas_are_those_of_the_types() {
    let check = |name: &str, schema: schemars::Schema| {
        let text = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        let path = format!("{}/../../assets/schema/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("ZICHA_WRITE_SCHEMA").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "run the test with ZICHA_WRITE_SCHEMA=1");
    };
    check("zicha-catalogue-1", schemars::schema_for!(zicha_core::catalogue::wire::CatalogueFile));
    check("zicha-profile-1", schemars::schema_for!(zicha_core::profile::wire::ProfileFile));
    check("zicha-concordance-1", schemars::schema_for!(zicha_core::concordance::Concordance));
}

/// The schema itself accepts what we ship and refuses a misspelt member.
#[cfg(feature = "schema")]
#[test]
fn the_published_schema_accepts_our_catalogues_and_refuses_a_misspelt_member() {
    let schema: serde_json::Value =
        serde_json::from_slice(&crate::maker::asset("schema/zicha-catalogue-1.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for entry in std::fs::read_dir(format!("{}/../../assets/catalogues", env!("CARGO_MANIFEST_DIR"))).unwrap() {
        let mut file: serde_json::Value =
            serde_json::from_slice(&std::fs::read(entry.unwrap().path()).unwrap()).unwrap();
        assert!(validator.is_valid(&file), "{:?}", validator.iter_errors(&file).next());
        file["tilte"] = serde_json::json!("x");
        assert!(!validator.is_valid(&file));
    }
}
