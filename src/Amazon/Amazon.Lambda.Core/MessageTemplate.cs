using System.Globalization;
using System.Text;

namespace Amazon.Lambda.Core;

internal static class MessageTemplate
{
    /// <summary>Placeholders without an argument, and braces written twice, stay as text.</summary>
    public static string Fill(string template, object[] args)
    {
        if (args is not { Length: > 0 })
            return template;
        var text = new StringBuilder(template.Length + 16);
        var next = 0;
        for (var at = 0; at < template.Length; at++)
        {
            var character = template[at];
            var isTwice = character is '{' or '}' && at + 1 < template.Length && template[at + 1] == character;
            var end = character is '{' && !isTwice && next < args.Length ? template.IndexOf('}', at) : -1;
            if (end < 0)
            {
                text.Append(character);
                at += isTwice ? 1 : 0;
                continue;
            }
            text.Append(Convert.ToString(args[next++], CultureInfo.InvariantCulture));
            at = end;
        }
        return text.ToString();
    }
}
