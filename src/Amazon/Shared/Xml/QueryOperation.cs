using System.Globalization;
using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Shared.Xml;

/// <summary>One operation on the wire: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html</summary>
/// <param name="service">The name of the client's namespace, by which the SDK knows the service.</param>
/// <param name="version">The version of the service's API.</param>
/// <param name="name">The operation as the service names it.</param>
/// <param name="write">Writes the members of a request.</param>
/// <param name="read">Makes a response of the answer's result.</param>
/// <param name="other">Makes the type of an error.</param>
internal abstract class QueryOperation<TRequest, TResponse>(
    string service, string version, string name, Action<QueryForm, TRequest> write, Func<XmlElement, TResponse> read, MakeException other)
    : XmlResponseUnmarshaller, IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse, new()
{
    public InvokeOptions Options => new() { RequestMarshaller = this, ResponseUnmarshaller = this };

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, service) { HttpMethod = "POST", ResourcePath = "/" };
        request.Parameters.Add("Action", name);
        request.Parameters.Add("Version", version);
        write(new(request.Parameters, ""), (TRequest)input);
        return request;
    }

    /// <summary>What is asked for stands in an element of its own within the answer's root.</summary>
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input) =>
        XmlElement.Read(input.Stream).Object($"{name}Result", read) ?? new TResponse();

    public override AmazonServiceException UnmarshallException(
        XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode) =>
        other(XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(input), innerException, statusCode);
}

/// <summary>Members of a request, by names in which dots lead from an object to what is in it; those that are null are left out.</summary>
internal sealed class QueryForm(IDictionary<string, string> form, string prefix)
{
    public void Text(string name, string value)
    {
        if (value is not null)
            form.Add(prefix + name, value);
    }

    public void Number(string name, int? value) => Text(name, value?.ToString(CultureInfo.InvariantCulture));

    public void Flag(string name, bool? value) => Text(name, value is { } flag ? (flag ? "true" : "false") : null);

    /// <summary>A time of unspecified kind is a local one.</summary>
    public void Time(string name, DateTime? value) =>
        Text(name, value?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    public void Object<T>(string name, T value, Action<QueryForm, T> write)
        where T : class
    {
        if (value is not null)
            write(new(form, $"{prefix}{name}."), value);
    }

    public void Texts(string name, List<string> values)
    {
        for (var index = 0; index < (values?.Count ?? 0); index++)
            Text(string.Create(CultureInfo.InvariantCulture, $"{name}.member.{index + 1}"), values[index]);
    }

    public void List<T>(string name, List<T> values, Action<QueryForm, T> write)
        where T : class
    {
        for (var index = 0; index < (values?.Count ?? 0); index++)
            Object(string.Create(CultureInfo.InvariantCulture, $"{name}.member.{index + 1}"), values[index], write);
    }
}
