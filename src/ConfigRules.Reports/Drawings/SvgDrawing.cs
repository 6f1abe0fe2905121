using ConfigRules.Paths;

namespace ConfigRules.Reports.Drawings;

/// <summary>A picture that needs nothing but itself: no script, no font, no link; its colours follow the reader's light or dark.</summary>
public static class SvgDrawing
{
    private const int BoxWidth = 212;
    private const int BoxHeight = 92;
    private const int GapX = 48;
    private const int GapY = 26;
    private const int Margin = 24;
    private const int Head = 44;
    private const int Foot = 14;
    private const int MostLines = 5;

    private const string Style = """
            .ways { --paper: #ffffff; --ink: #1d2733; --soft: #5b6b7f; --good: #1e7b34; --goodf: #e6f4ea; --note: #5b6b7f; --notef: #eef2f7; --unknown: #777777; --unknownf: #f1f1f1; --public: #b36b00; --publicf: #fff3d6; --blocked: #b3261e; --blockedf: #fde7e7; font-family: system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
            @media (prefers-color-scheme: dark) { .ways { --paper: #14181d; --ink: #e7ecf2; --soft: #9fb0c3; --good: #57c878; --goodf: #16301f; --note: #9fb0c3; --notef: #222b35; --unknown: #a8a8a8; --unknownf: #26282b; --public: #f0ad3c; --publicf: #38290c; --blocked: #ff7b72; --blockedf: #3c1513; } }
            .ways .paper { fill: var(--paper); }
            .ways text { fill: var(--ink); font-size: 10.5px; }
            .ways .head { font-size: 15px; font-weight: 600; }
            .ways .title { font-size: 11.5px; font-weight: 600; }
            .ways .label { font-size: 10px; fill: var(--soft); }
            .ways rect.box { stroke-width: 1.5; }
            .ways path { fill: none; stroke-width: 1.75; }
            .ways .dashed { stroke-dasharray: 5 4; }
        """;

    public static void Write(TextWriter output, IReadOnlyList<PathDrawing> drawings)
    {
        var width = (2 * Margin) + drawings.Max(drawing => WidthOf(drawing));
        var height = Margin + drawings.Sum(HeightOf);
        var title = string.Join("; ", drawings.Select(drawing => $"{drawing.Title}: {drawing.Verdict.Word()}"));
        output.WriteLine(Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" class=\"ways\" role=\"img\">"));
        output.WriteLine($"  <title>{Text(title)}</title>");
        output.WriteLine($"  <desc>{Text(string.Join(' ', drawings.SelectMany(drawing => drawing.Nodes).SelectMany(node => node.Details).Select(detail => $"{detail}.")))}</desc>");
        output.WriteLine($"  <style>\n{Style}");
        foreach (var tone in Tones.All.Select(Tones.Name))
        {
            output.WriteLine($"    .ways rect.{tone} {{ fill: var(--{tone}f); stroke: var(--{tone}); }}");
            output.WriteLine($"    .ways path.{tone} {{ stroke: var(--{tone}); }}");
            output.WriteLine($"    .ways .tip.{tone} {{ fill: var(--{tone}); }}");
        }
        output.WriteLine("  </style>");
        output.WriteLine(Invariant($"  <rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>"));
        var top = Margin;
        foreach (var drawing in drawings)
        {
            output.WriteLine(Invariant($"  <g transform=\"translate({Margin} {top})\">"));
            Write(output, drawing);
            output.WriteLine("  </g>");
            top += HeightOf(drawing);
        }
        output.WriteLine("</svg>");
    }

    private static void Write(TextWriter output, PathDrawing drawing)
    {
        output.WriteLine($"    <text class=\"head\" y=\"14\">{Text($"{drawing.Title}: {drawing.Verdict.Word()}")}</text>");
        foreach (var edge in drawing.Edges)
            Write(output, edge, drawing.Nodes[edge.From], drawing.Nodes[edge.To]);
        foreach (var node in drawing.Nodes)
            Write(output, node);
    }

    private static void Write(TextWriter output, DrawnEdge edge, DrawnNode from, DrawnNode to)
    {
        const int Tip = 7;
        var (x1, y1) = (LeftOf(from) + BoxWidth, TopOf(from) + (BoxHeight / 2));
        var (x2, y2) = (LeftOf(to), TopOf(to) + (BoxHeight / 2));
        // Turns lie in the gap before the box that the arrow leads to, so that a short way does not cross the boxes of another.
        var line = y1 == y2 ? Invariant($"M{x1} {y1}H{x2 - Tip}") : Invariant($"M{x1} {y1}H{x2 - (GapX / 2)}V{y2}H{x2 - Tip}");
        var tone = Tones.Name(edge.Tone);
        output.WriteLine($"    <path class=\"{tone}{(edge.IsDashed ? " dashed" : "")}\" d=\"{line}\"/>");
        output.WriteLine(Invariant($"    <path class=\"tip {tone}\" d=\"M{x2} {y2}l-{Tip} -4v8z\"/>"));
        if (edge.Label is not "")
        {
            output.WriteLine(Invariant($"    <text class=\"label\" x=\"{x2 - (GapX / 2)}\" y=\"{y2 - (BoxHeight / 2) - 5}\" text-anchor=\"start\">{Text(TextLines.Of(edge.Label, 40, most: 1)[0])}</text>"));
        }
    }

    private static void Write(TextWriter output, DrawnNode node)
    {
        const int Inside = 9;
        const int LineHeight = 14;
        var (x, y) = (LeftOf(node), TopOf(node));
        output.WriteLine(Invariant($"    <g><title>{Text(string.Join('\n', node.Details is [] ? [node.Title] : node.Details))}</title>"));
        output.WriteLine(Invariant($"      <rect class=\"box {Tones.Name(node.Tone)}{(node.Tone is Tone.Unknown ? " dashed" : "")}\" x=\"{x}\" y=\"{y}\" width=\"{BoxWidth}\" height=\"{BoxHeight}\" rx=\"7\"/>"));
        var titles = TextLines.Of(node.Title, 25, most: 2);
        var lines = titles.Select(line => (Class: " class=\"title\"", Text: line))
            .Concat(TextLines.Of(node.Text, 31, most: MostLines - titles.Count).Select(line => (Class: "", Text: line)));
        var at = y + 18;
        foreach (var line in lines)
        {
            output.WriteLine(Invariant($"      <text{line.Class} x=\"{x + Inside}\" y=\"{at}\">{Text(line.Text)}</text>"));
            at += LineHeight;
        }
        output.WriteLine("    </g>");
    }

    private static int LeftOf(DrawnNode node) => node.Column * (BoxWidth + GapX);

    private static int TopOf(DrawnNode node) => Head + (int)Math.Round(node.Row * (BoxHeight + GapY), MidpointRounding.AwayFromZero);

    private static int WidthOf(PathDrawing drawing) => drawing.Nodes.Max(LeftOf) + BoxWidth;

    private static int HeightOf(PathDrawing drawing) => drawing.Nodes.Max(TopOf) + BoxHeight + Foot + Margin;

    private static string Text(string text) => Drawable.Of(text, rune => rune.Value switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\n' => "&#10;",
        _ => null,
    });

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
