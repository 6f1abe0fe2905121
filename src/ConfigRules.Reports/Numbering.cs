namespace ConfigRules.Reports;

/// <summary>Numbers texts in the order in which they are first asked for.</summary>
internal sealed class Numbering
{
    private readonly Dictionary<string, int> _numbers = [];

    public List<string> Texts { get; } = [];

    public int Of(string text)
    {
        if (!_numbers.TryGetValue(text, out var number))
        {
            _numbers[text] = number = Texts.Count;
            Texts.Add(text);
        }
        return number;
    }
}
