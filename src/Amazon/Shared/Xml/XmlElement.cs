using System.Globalization;
using System.Xml;

namespace Amazon.Shared.Xml;

/// <summary>An element of an answer with what is in it; members that are missing are null.</summary>
internal sealed class XmlElement
{
    private readonly List<XmlElement> _children = [];

    private XmlElement(string name) => Name = name;

    public string Name { get; }

    /// <summary>The text between its tags, where it holds no elements.</summary>
    private string Value { get; set; } = "";

    public static XmlElement Read(Stream stream)
    {
        using var reader = XmlReader.Create(stream, new() { DtdProcessing = DtdProcessing.Prohibit, IgnoreComments = true });
        reader.MoveToContent();
        return Read(reader);
    }

    public string Text(string name) => Find(name)?.Value;

    public bool? Flag(string name) => Text(name) is { Length: > 0 } text ? XmlConvert.ToBoolean(text) : null;

    public double? Fraction(string name) => Text(name) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    public DateTime? Time(string name) => Text(name) is { Length: > 0 } text ? Moment(text) : null;

    public long? Number(string name) => Text(name) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    public T Object<T>(string name, Func<XmlElement, T> read)
        where T : class => Find(name) is { } element ? read(element) : null;

    /// <summary>A list stands in an element of its own.</summary>
    public List<T> List<T>(string name, Func<XmlElement, T> read) => Find(name)?._children.ConvertAll(element => read(element));

    public List<string> Texts(string name) => List(name, static element => element.Value);

    public List<double> Fractions(string name) => List(name, static element => double.Parse(element.Value, CultureInfo.InvariantCulture));

    public List<DateTime> Times(string name) => List(name, static element => Moment(element.Value));

    private static DateTime Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).UtcDateTime;

    private XmlElement Find(string name) => _children.Find(child => child.Name == name);

    private static XmlElement Read(XmlReader reader)
    {
        var element = new XmlElement(reader.LocalName);
        if (reader.IsEmptyElement)
            return element;
        while (reader.Read() && reader.NodeType is not XmlNodeType.EndElement)
        {
            if (reader.NodeType is XmlNodeType.Element)
                element._children.Add(Read(reader));
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                element.Value += reader.Value;
        }
        return element;
    }
}
