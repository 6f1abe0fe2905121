namespace ConfigRules.Reports.Drawings;

/// <summary>For Markdown that draws Mermaid: pull requests, wikis.</summary>
/// <remarks>https://mermaid.js.org/syntax/flowchart.html</remarks>
public static class MermaidDrawing
{
    private const string Harmless = " .-_:,()/*;?+";

    public static void Write(TextWriter output, IReadOnlyList<PathDrawing> drawings)
    {
        output.WriteLine("flowchart LR");
        for (var way = 0; way < drawings.Count; way++)
        {
            var drawing = drawings[way];
            output.WriteLine(Invariant($"  subgraph w{way}[\"{Text($"{drawing.Title}: {Paths.PathVerdicts.Word(drawing.Verdict)}")}\"]"));
            output.WriteLine("    direction LR");
            foreach (var node in drawing.Nodes)
            {
                var text = node.Text is "" ? "" : $"<br/>{Text(node.Text)}";
                output.WriteLine(Invariant($"    w{way}n{node.Id}[\"{Text(node.Title)}{text}\"]:::{Tones.Name(node.Tone)}"));
            }
            foreach (var edge in drawing.Edges)
            {
                var label = edge.Label is "" ? "" : $"|\"{Text(edge.Label)}\"|";
                output.WriteLine(Invariant($"    w{way}n{edge.From} {(edge.IsDashed ? "-.->" : "-->")}{label} w{way}n{edge.To}"));
            }
            output.WriteLine("  end");
        }
        foreach (var tone in Tones.All)
            output.WriteLine($"  classDef {Tones.Name(tone)} {Style(tone)}");
    }

    private static string Style(Tone tone) => tone switch
    {
        Tone.Good => "fill:#e6f4ea,stroke:#1e7b34,color:#10331b",
        Tone.Note => "fill:#eef2f7,stroke:#5b6b7f,color:#1d2733",
        Tone.Unknown => "fill:#f1f1f1,stroke:#777777,color:#333333,stroke-dasharray:4 3",
        Tone.Public => "fill:#fff3d6,stroke:#b36b00,color:#4a2c00",
        _ => "fill:#fde7e7,stroke:#b3261e,color:#4d0f0c",
    };

    /// <summary>What may mean something to Mermaid or to HTML becomes the number of its character.</summary>
    private static string Text(string text) => Drawable.Of(text, rune =>
        rune.Value > 127 || char.IsAsciiLetterOrDigit((char)rune.Value) || Harmless.Contains((char)rune.Value) ? null
        : rune.Value < ' ' ? "#65533;" : Invariant($"#{rune.Value};"));

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
