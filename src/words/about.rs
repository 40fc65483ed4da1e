//! Labels of the page about the page.

/// See `ZH` for what each says.
#[derive(Debug)]
pub struct About {
    pub title: &'static str,
    pub lead: &'static str,
    pub data: &'static str,
    pub data_browser: &'static str,
    pub data_memory: &'static str,
    pub data_points: [&'static str; 6],
    pub build: &'static str,
    pub build_version: &'static str,
    pub build_id: &'static str,
    pub edition: &'static str,
    pub edition_single: &'static str,
    pub edition_hosted: &'static str,
    pub edition_element: &'static str,
    pub catalogues: &'static str,
    pub keys: &'static str,
    pub licences: &'static str,
    pub own_licence: &'static str,
    pub others: fn(usize) -> String,
    pub library: &'static str,
    pub licence: &'static str,
    /// The licences' own words, which are not translated.
    pub texts: [&'static str; 3],
}

const MIT: &str = "MIT License. Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the \"Software\"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions: The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software. THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.";
const BSD: &str = "BSD 3-Clause License. Redistribution and use in source and binary forms, with or without modification, are permitted provided that the following conditions are met: 1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following disclaimer. 2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following disclaimer in the documentation and/or other materials provided with the distribution. 3. Neither the name of the copyright holder nor the names of its contributors may be used to endorse or promote products derived from this software without specific prior written permission. THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS \"AS IS\" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.";
const HOLDERS: &str = "curve25519-dalek, ed25519-dalek, subtle: Copyright (c) 2016-2024 Isis Agora Lovecruft, Henry de Valence. All rights reserved. Every other library: Copyright (c) its authors, as named in its source on crates.io. Apache-2.0: www.apache.org/licenses/LICENSE-2.0";

pub(super) static ZH: About = About {
    title: "关于本页",
    lead: "“自查”供各单位对照法治政府建设任务台账逐项自查，签名后导出可核验的报告。",
    data: "数据怎么处理",
    data_browser: "本页可以保存草稿：填写内容存在这台电脑的这个浏览器里。",
    data_memory: "本页不能保存草稿：填写内容只在打开期间保留，关闭前请导出草稿。",
    data_points: [
        "打开以后不再联网，不上传任何内容，不收集使用情况。",
        "草稿存在浏览器里，不加密，同一台电脑上的其他人可能看到；公用电脑用完请在首页删除草稿。",
        "佐证材料只登记名称、文号和校验值，文件本身不进入报告。",
        "密钥和口令不保存在浏览器里，关闭或者切换到后台即忘记。",
        "导出、签名的文件由浏览器下载到本机，交给谁由您决定。",
        "本页不得填写涉密信息。",
    ],
    build: "版本",
    build_version: "程序版本",
    build_id: "构建标识",
    edition: "形式",
    edition_single: "单文件网页，可以脱机打开、复制和邮寄",
    edition_hosted: "网站上的网页",
    edition_element: "嵌在其他网页里的表单",
    catalogues: "指标目录",
    keys: "键盘操作",
    licences: "许可",
    own_licence: "本程序按 MIT 或者 Apache-2.0 许可提供，任选其一。页面不带字体和图片，用本机字体显示。",
    others: |n| format!("所用的{n}个开源程序库及其许可"),
    library: "程序库",
    licence: "许可",
    texts: [MIT, BSD, HOLDERS],
};

pub(super) static EN: About = About {
    title: "About this page",
    lead: "Zicha lets a unit check itself row by row against a ledger of rule-of-law tasks and export a signed report that anyone can verify.",
    data: "What happens to the data",
    data_browser: "This page can keep drafts: what is typed is kept by this browser on this computer.",
    data_memory: "This page cannot keep drafts: what is typed is gone when it closes, so export the draft first.",
    data_points: [
        "Once open it uses no network, uploads nothing and measures nobody.",
        "Drafts lie in the browser, not encrypted: others who use this computer may see them. On a shared computer delete them on the first page.",
        "Of evidence only titles, numbers and digests are listed; the files themselves never enter the report.",
        "Keys and passphrases are in no storage; they are forgotten when the page closes or is hidden.",
        "Exported and signed files are downloaded to this computer; you decide who gets them.",
        "Enter no classified information.",
    ],
    build: "Version",
    build_version: "Program",
    build_id: "Build",
    edition: "Edition",
    edition_single: "one file, which opens without a network and can be copied and mailed",
    edition_hosted: "a page of a web site",
    edition_element: "a form inside another page",
    catalogues: "Catalogues",
    keys: "Keyboard",
    licences: "Licences",
    own_licence: "This program is offered under MIT or Apache-2.0, as you choose. It carries no fonts and no images.",
    others: |n| format!("The {n} open-source libraries inside, and their licences"),
    library: "Library",
    licence: "Licence",
    texts: [MIT, BSD, HOLDERS],
};
