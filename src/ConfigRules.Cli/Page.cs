using System.Text;
using Spectre.Console;

namespace ConfigRules.Cli;

/// <summary>Text for people: lines end at blanks and, on a screen, at its edge; nothing stands behind their ends.</summary>
internal sealed class Page(IAnsiConsole console)
{
    public int Width => console.Profile.Width;

    public void Write(string text, Style? style = null)
    {
        if (style is null)
            console.Profile.Out.Writer.Write(Printable.Of(text));
        else
            console.Write(new Text(Printable.Of(text), style));
    }

    public void Line(string text = "") => console.Profile.Out.Writer.WriteLine(Printable.Of(text));

    public void Heading(string text, Decoration decoration = Decoration.Bold)
    {
        foreach (var line in Lines(text, Width))
        {
            // A styled word that is longer than the screen would be cut in two.
            Write(line, line.Length > Width ? null : (Style?)new(decoration: decoration));
            Line();
        }
    }

    public void Paragraph(string text, int indent = 0)
    {
        foreach (var line in Lines(text, Width - indent))
            Line(new string(' ', indent) + line);
    }

    /// <summary>Names, and what they mean beside them, or below where there is no room.</summary>
    public void Definitions(IReadOnlyCollection<(string Name, string Meaning)> definitions)
    {
        const int Room = 30;
        var beside = definitions.Max(definition => definition.Name.Length) + 4;
        var isNarrow = Width < beside + Room;
        var indent = isNarrow ? 6 : beside;
        foreach (var (name, meaning) in definitions)
        {
            if (isNarrow)
                Line($"  {name}");
            var isFirst = !isNarrow;
            foreach (var line in Lines(meaning, Width - indent))
            {
                Line((isFirst ? $"  {name}".PadRight(indent) : new string(' ', indent)) + line);
                isFirst = false;
            }
        }
    }

    /// <summary>A word longer than a line stays whole: somebody may want to copy it.</summary>
    internal static IEnumerable<string> Lines(string text, int width)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }
            if (line.Length > 0)
                line.Append(' ');
            line.Append(word);
        }
        yield return line.ToString();
    }
}
