export default function HomePage() {
  return (
    <div className="wrap py-16">
      <h1>Clothes that grew somewhere</h1>
    </div>
  );
}
