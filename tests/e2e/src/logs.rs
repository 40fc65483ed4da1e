//! What the browser wrote down by itself: complaints in the console, and requests.

use serde_json::Value;

/// Most complaints printed when a test fails.
const SHOWN_MAX: usize = 10;

/// Warnings and errors of the console log.
pub fn complaints(entries: &[Value]) -> Vec<String> {
    let level = |entry: &&Value| matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING"));
    entries.iter().filter(level).map(|it| format!("{} {}", it["level"], it["message"])).collect()
}

/// Fails where the console holds any.
pub fn console_is_clean(entries: &[Value]) {
    let mut found = complaints(entries);
    found.truncate(SHOWN_MAX);
    assert!(found.is_empty(), "the console holds complaints:\n{}", found.join("\n"));
}

/// Addresses requested, in order, from the performance log.
pub fn requests(entries: &[Value]) -> Vec<String> {
    let event = |entry: &Value| -> Option<String> {
        let text: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
        let message = &text["message"];
        let asked = matches!(message["method"].as_str()?, "Network.requestWillBeSent" | "Network.webSocketCreated");
        let url = message["params"]["request"]["url"].as_str().or_else(|| message["params"]["url"].as_str())?;
        asked.then(|| url.to_owned())
    };
    entries.iter().filter_map(event).collect()
}

/// Those that leave the page's own memory.
pub fn outgoing(requests: &[String]) -> Vec<&str> {
    requests.iter().map(String::as_str).filter(|url| !url.starts_with("data:") && !url.starts_with("blob:")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn entry(method: &str, params: Value) -> Value {
        json!({"level": "INFO", "message": json!({"message": {"method": method, "params": params}}).to_string()})
    }

    #[test]
    fn requests_are_found_and_own_memory_is_no_request() {
        let log = [
            entry("Network.requestWillBeSent", json!({"request": {"url": "http://127.0.0.1:1/a.js"}})),
            entry("Network.requestWillBeSent", json!({"request": {"url": "blob:null/1"}})),
            entry("Network.responseReceived", json!({"request": {"url": "http://x/"}})),
            entry("Network.webSocketCreated", json!({"url": "ws://x/"})),
        ];
        assert_eq!(outgoing(&requests(&log)), ["http://127.0.0.1:1/a.js", "ws://x/"]);
    }

    #[test]
    fn warnings_and_errors_are_complaints() {
        let entry = |level: &str| json!({"level": level, "message": "hello"});
        assert!(complaints(&[entry("INFO"), entry("DEBUG")]).is_empty());
        assert_eq!(complaints(&[entry("INFO"), entry("WARNING"), entry("SEVERE")]).len(), 2);
    }
}
