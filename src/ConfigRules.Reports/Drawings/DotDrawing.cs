namespace ConfigRules.Reports.Drawings;

/// <summary>For Graphviz.</summary>
/// <remarks>https://graphviz.org/doc/info/lang.html</remarks>
public static class DotDrawing
{
    public static void Write(TextWriter output, IReadOnlyList<PathDrawing> drawings)
    {
        output.WriteLine("digraph ways {");
        output.WriteLine("  rankdir=LR;");
        output.WriteLine("  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\", fontsize=11];");
        output.WriteLine("  edge [fontname=\"Helvetica\", fontsize=9];");
        for (var way = 0; way < drawings.Count; way++)
        {
            var drawing = drawings[way];
            output.WriteLine(Invariant($"  subgraph cluster_{way} {{"));
            output.WriteLine($"    label={Text($"{drawing.Title}: {Paths.PathVerdicts.Word(drawing.Verdict)}")};");
            foreach (var node in drawing.Nodes)
            {
                var (fill, line) = Colors(node.Tone);
                var label = string.Join('\n', [node.Title, .. TextLines.Of(node.Text, 36, most: 4)]);
                output.WriteLine(Invariant($"    w{way}n{node.Id} [label={Text(label)}, tooltip={Text(string.Join('\n', node.Details is [] ? [node.Title] : node.Details))}, fillcolor=\"{fill}\", color=\"{line}\"];"));
            }
            foreach (var edge in drawing.Edges)
                output.WriteLine(Invariant($"    w{way}n{edge.From} -> w{way}n{edge.To} [label={Text(edge.Label)}, color=\"{Colors(edge.Tone).Line}\"{(edge.IsDashed ? ", style=dashed" : "")}];"));
            output.WriteLine("  }");
        }
        output.WriteLine("}");
    }

    private static (string Fill, string Line) Colors(Tone tone) => tone switch
    {
        Tone.Good => ("#e6f4ea", "#1e7b34"),
        Tone.Note => ("#eef2f7", "#5b6b7f"),
        Tone.Unknown => ("#f1f1f1", "#777777"),
        Tone.Public => ("#fff3d6", "#b36b00"),
        _ => ("#fde7e7", "#b3261e"),
    };

    private static string Text(string text)
    {
        var inside = Drawable.Of(text, rune => rune.Value switch
        {
            '"' => "\\\"",
            '\\' => @"\\",
            '\n' => @"\n",
            _ => null,
        });
        return $"\"{inside}\"";
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
